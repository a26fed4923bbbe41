import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { nameSortKey, queryTokens, searchTokens } from "#cleanse"
import { PrincipalId } from "#kernel"
import { openTestStore } from "../../../test/database.ts"
import { printNumber } from "../number.ts"
import { planQuestion } from "./plan-question.ts"
import type { Asker } from "./printed.ts"

const { store, close } = await openTestStore()
afterAll(close)

interface Known {
  readonly name: string
  readonly also_known?: readonly string[]
  readonly employer?: string
  readonly phones?: readonly string[]
  readonly emails?: readonly string[]
  readonly identity?: string
}

const known: readonly Known[] = [
  { name: "张伟杰", phones: ["+8613800138000"], emails: ["zwj1988@example.com"] },
  { name: "张伟", employer: "福州市小桔科技有限公司", emails: ["10086123@qq.com"] },
  { name: "欧阳娜娜", also_known: ["Nana Ou-yang"], identity: "11010519491231002X" },
  { name: "Christopher Featherstonehaugh", emails: ["Chris.F@Example.org"] },
  { name: "Christopher Featherstone", phones: ["+861065432100;ext=12"] },
  { name: "單雄信", phones: ["+8613900008000"] },
]
const blind = (label: string, text: string) => `${label}/${text}`
const asker: Asker = {
  principal: {
    id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
    actor: "owner",
    permissions: [],
    departments: "all",
    purpose: "test",
  },
  index: blind,
  tokens: queryTokens,
  traits: [],
}
const idOf = (at: number) => `c0000000-0000-8000-8000-00000000000${at}`

beforeAll(() =>
  store.transaction(async (tx) => {
    const db = tx.tables<unknown>()
    for (const [
      at,
      { name, also_known = [], employer, phones = [], emails = [], identity },
    ] of known.entries()) {
      await sql`insert into customer (id, no, kind, version, updated, members, sources, departments,
          name_key, name, also_known, employer, phones, emails, identity_index)
        values (${idOf(at)}, ${1000 + at}, 'person', 1, now(), array[${idOf(at)}::uuid], '{1}', '{0}',
          ${nameSortKey(name)}, ${name}, ${also_known}, ${employer ?? null}, ${phones}, ${emails},
          ${identity === undefined ? null : blind("identity_number", identity)})`.execute(db)
      const values = {
        name: [name],
        also_known,
        employer: employer === undefined ? [] : [employer],
        phones,
        emails,
      }
      await sql`insert into customer_search (id, tokens) values
        (${idOf(at)}, ${searchTokens("person", values)})`.execute(db)
    }
  }),
)

async function find(text: string): Promise<readonly string[]> {
  const { postgres } = planQuestion({ is: "search", text }, asker)
  const { rows } = await store.read((tx) =>
    sql<{ name: string }>`select c.name from customer c where ${postgres} order by c.no`.execute(
      tx.tables<unknown>(),
    ),
  )
  return rows.map(({ name }) => name)
}

describe("the search box finds", () => {
  test.each<[string, string, readonly string[]]>([
    ["one character of a name", "张", ["张伟杰", "张伟"]],
    ["two", "伟杰", ["张伟杰"]],
    ["three", "张伟杰", ["张伟杰"]],
    ["the traditional writing of a simplified name", "張偉", ["张伟杰", "张伟"]],
    ["the simplified writing of a traditional name", "单雄信", ["單雄信"]],
    ["pinyin", "zhangwei", ["张伟杰", "张伟"]],
    ["pinyin longer than a token", "zhangweijie", ["张伟杰"]],
    ["initials", "oynn", ["欧阳娜娜"]],
    ["another name", "nana", ["欧阳娜娜"]],
    ["a company", "小桔科技", ["张伟"]],
    [
      "a part of a Latin name",
      "feather",
      ["Christopher Featherstonehaugh", "Christopher Featherstone"],
    ],
    ["a Latin name longer than a token", "featherstoneh", ["Christopher Featherstonehaugh"]],
    [
      "both words, in any order",
      "Featherstone, Christopher",
      ["Christopher Featherstonehaugh", "Christopher Featherstone"],
    ],
    ["the last four digits of a phone", "8000", ["张伟杰", "單雄信"]],
    ["a whole mobile number", "138 0013-8000", ["张伟杰"]],
    ["the same with its country", "+86 13800138000", ["张伟杰"]],
    ["a landline as it is dialled", "010-65432100", ["Christopher Featherstone"]],
    ["a mailbox", "zwj1988", ["张伟杰"]],
    ["an address, whatever its letters", "chris.f@EXAMPLE.ORG", ["Christopher Featherstonehaugh"]],
    ["the beginning of an address", "chris.f@ex", ["Christopher Featherstonehaugh"]],
    ["an address whose mailbox is a number", "10086123@qq.com", ["张伟"]],
    ["a customer number", printNumber(1005), ["單雄信"]],
    ["an identity number", "110105 19491231 002x", ["欧阳娜娜"]],
    ["full-width writing", "１３８００１３８０００", ["张伟杰"]],
  ])("%s: %s", async (_what, text, names) => {
    expect(await find(text)).toEqual(names)
  })
})

test.each([
  "杰伟",
  "13800138001",
  "99138001",
  "featherstonex",
  "10086123@qq.cn",
  "11010519491231002",
  "h",
  "%",
  "_",
  "'",
  "\\",
  " ",
  "@",
])("%j finds nobody", async (text) => {
  expect(await find(text)).toEqual([])
})
