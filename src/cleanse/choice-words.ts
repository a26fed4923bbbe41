type Words = Readonly<Record<string, string>>

// What people and systems write for a code; small letters, no spaces.
const sex: Words = {
  male: "男 男性 男士 先生 m male man boy 1 mr mr.",
  female: "女 女性 女士 小姐 太太 f female woman girl 2 mrs mrs. ms ms. miss",
}
const education: Words = {
  primary: "小学 primary primaryschool elementary",
  secondary: "初中 中学 高中 普高 secondary middleschool juniorhigh highschool seniorhigh",
  vocational: "中专 中职 职高 技校 中技 职业高中 vocational technicalschool",
  college: "大专 专科 高职 高职高专 college associate associatedegree juniorcollege",
  bachelor: "本科 大学 大学本科 学士 bachelor bachelors bachelor's undergraduate university",
  master: "硕士 硕士研究生 研究生 master masters master's mba graduate",
  doctor: "博士 博士研究生 博士后 doctor doctorate phd ph.d ph.d.",
}
const maritalState: Words = {
  single: "未婚 单身 未 single unmarried nevermarried",
  married: "已婚 结婚 初婚 再婚 复婚 有配偶 已 married remarried",
  divorced: "离婚 离异 离 divorced separated",
  widowed: "丧偶 丧 widowed widow widower",
}

const tables: readonly (readonly [field: string, words: Words])[] = [
  ["sex", sex],
  ["education", education],
  ["marital_state", maritalState],
]

const codes = new Map(tables.map(([field, words]) => [field, codesOf(words)]))

function codesOf(words: Words): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([code, text]) =>
      text.split(" ").map((word) => [word, code] as const),
    ),
  )
}

/** The code of a field's choice that a word stands for; `undefined` for a word nobody knows. */
export function choiceOf(field: string, word: string): string | undefined {
  return codes.get(field)?.get(word)
}
