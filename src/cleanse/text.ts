import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

const reasons = ["text/empty", "text/placeholder", "text/spelling", "text/mojibake"] as const
type Reason = (typeof reasons)[number]

/** Text without a form of its own: one spelling, nothing else. */
export const text: Cleaner<Reason> = {
  kind: "text",
  reasons,
  example: "软件工程师",
  cleanse: cleanseText,
}

function cleanseText(written: string): Verdict<string, Reason> {
  const value = unifySpelling(written)
  if (value === "") return impossible("text/empty")
  if (isPlaceholder(value)) return impossible("text/placeholder")
  return judge(value, {
    changes: [value !== written && "text/spelling"],
    doubts: [/\ufffd|锟斤拷|烫烫烫/u.test(value) && "text/mojibake"],
  })
}
