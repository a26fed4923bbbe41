const digits = "〇一二三四五六七八九"
const digitOf = new Map(Array.from(digits, (sign, at) => [sign, at]))
for (const zero of "零○Ｏ") digitOf.set(zero, 0)

/** A date whose numbers are written in Han characters, with them in digits: 一九八〇年五月十七日. */
export function arabicDate(text: string): string {
  if (!/[〇零○一二三四五六七八九十廿卅元]/u.test(text)) return text
  return text
    .replace(/^([〇零○一二三四五六七八九]+)(?=年|$)/u, (_, year: string) => eachDigit(year))
    .replace(
      /([〇零○一二三四五六七八九十廿卅]+)(?=[月日号])|(?<=月)([〇零○一二三四五六七八九十廿卅]+)$/gu,
      upToNinetyNine,
    )
}

function eachDigit(written: string): string {
  return Array.from(written, (sign) => String(digitOf.get(sign) ?? sign)).join("")
}

/** 五 → 5, 十七 → 17, 二十 → 20, 廿一 → 21. */
function upToNinetyNine(written: string): string {
  const spelled = written.replace("廿", "二十").replace("卅", "三十")
  const [, tens, ones] = new RegExp(`^([${digits}]?)十([${digits}]?)$`, "u").exec(spelled) ?? []
  if (tens === undefined) return eachDigit(spelled)
  return String((tens === "" ? 1 : (digitOf.get(tens) ?? 0)) * 10 + (digitOf.get(ones ?? "") ?? 0))
}
