import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

const reasons = [
  "company-name/empty",
  "company-name/placeholder",
  "company-name/no-letters",
  "company-name/mojibake",
  "company-name/spelling",
  "company-name/one-character",
  "company-name/characters",
  "company-name/long",
] as const
type Reason = (typeof reasons)[number]

/** Name of an organisation, registered or short. Brackets become half width; nothing is left out. */
export const companyName: Cleaner<Reason> = {
  kind: "company-name",
  reasons,
  example: "福州市长乐区小桔科技有限公司",
  cleanse: cleanseCompanyName,
}

const noCompany = new Set(
  "个人 个体 自由职业 无业 待业 退休 在家 self individual freelance".split(" "),
)

function cleanseCompanyName(written: string): Verdict<string, Reason> {
  const name = unifyCompanyName(written)
  if (name === "") return impossible("company-name/empty")
  if (isPlaceholder(name) || noCompany.has(name.toLowerCase())) {
    return impossible("company-name/placeholder")
  }
  if (/\ufffd|锟斤拷/u.test(name)) return impossible("company-name/mojibake")
  if (!/[\p{L}\p{N}]/u.test(name)) return impossible("company-name/no-letters")
  const length = Array.from(name).length
  return judge(name, {
    changes: [name !== written && "company-name/spelling"],
    doubts: [
      length === 1 && "company-name/one-character",
      /[@*?#$%^_=<>{}|\\~]/u.test(name) && "company-name/characters",
      length > 100 && "company-name/long",
    ],
  })
}

function unifyCompanyName(written: string): string {
  return unifySpelling(
    unifySpelling(written)
      .replace(/[〔【[]/g, "(")
      .replace(/[〕】\]]/g, ")")
      .replace(/ ?([()]) ?/g, (_, bracket: string) => bracket)
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "")
      .replace(/(?<=\p{Script=Latin})\(/gu, " (")
      .replace(/\)(?=\p{Script=Latin})/gu, ") "),
  )
}
