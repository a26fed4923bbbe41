import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

const reasons = [
  "address/empty",
  "address/placeholder",
  "address/mojibake",
  "address/no-letters",
  "address/spelling",
  "address/short",
  "address/long",
] as const
type Reason = (typeof reasons)[number]

/** Postal address, as far as it is not said by region and postcode. */
export const address: Cleaner<Reason> = {
  kind: "address",
  reasons,
  example: "五四路82号融都国际5层",
  cleanse: cleanseAddress,
}

function cleanseAddress(written: string): Verdict<string, Reason> {
  const value = unifyAddress(written)
  if (value === "") return impossible("address/empty")
  if (isPlaceholder(value)) return impossible("address/placeholder")
  if (/\ufffd|锟斤拷/u.test(value)) return impossible("address/mojibake")
  if (!/[\p{L}\p{N}]/u.test(value)) return impossible("address/no-letters")
  const length = Array.from(value).length
  return judge(value, {
    changes: [value !== written && "address/spelling"],
    doubts: [length < 3 && "address/short", length > 250 && "address/long"],
  })
}

function unifyAddress(written: string): string {
  return unifySpelling(
    unifySpelling(written)
      .replace(/(?<=\p{Script=Han}) (?=[\p{Script=Han}\d])|(?<=[\d#]) (?=\p{Script=Han})/gu, "")
      .replace(/^[\s,;、。]+|[\s,;、。]+$/gu, ""),
  )
}
