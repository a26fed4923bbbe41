import { Converter } from "opencc-js"
import { remembering } from "./remembering.ts"

const toSimplified = Converter({ from: "t", to: "cn" })
const simplifiedOf = new Map<string, string>()
const beyondAscii = /[\u0080-\u{10ffff}]/u
const hanSign = /\p{Script=Han}/u

/** Han characters in their simplified form, one by one. For keys only: it unites 後 and 后. */
export function simplified(text: string): string {
  if (!beyondAscii.test(text)) return text
  let made = ""
  for (const sign of text) {
    const known = simplifiedOf.get(sign)
    made += known ?? learn(sign)
  }
  return made
}

function learn(sign: string): string {
  const simple = hanSign.test(sign) ? toSimplified(sign) : sign
  simplifiedOf.set(sign, simple)
  return simple
}

/**
 * What two writings of one person's name share: small letters, no accents, simplified, no spaces or
 * dots; words of a Latin name in order of the alphabet, so that Wei Zhang is Zhang Wei. May be empty.
 */
export const nameKey: (name: string) => string = remembering((name) => {
  const plain = folded(name)
  if (hanSign.test(plain)) return simplified(plain.replace(/[^\p{L}\p{N}]/gu, ""))
  const words = plain.replace(/['’`]/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []
  return words.toSorted(byCode).join(" ")
})

/** The same of an organisation's name: letters and digits only. Legal forms stay, they tell apart. */
export const companyKey: (name: string) => string = remembering((name) =>
  simplified(folded(name).replace(/[^\p{L}\p{N}]/gu, "")),
)

/** The same of a place or another short text. */
export const textKey: (text: string) => string = companyKey

function folded(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase()
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC")
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
