import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { cleaners, usualContext } from "#cleanse"
import { fieldOf, valueOf } from "#kernel"

// Codes are published ones (GB 11643, GB 32100, company registers); numbers of phones are public
// services or reserved for examples; the rest is written by hand after what real files contain.
const Row = z.object({
  kind: z.string(),
  field: z.string(),
  written: z.string(),
  outcome: z.enum(["ok", "corrected", "doubtful", "impossible"]),
  value: z.string(),
  reasons: z.string(),
})
const table = readFileSync(new URL("./cleanse-writings.csv", import.meta.url), "utf8")
const rows = z.array(Row).parse(parse(table, { columns: true }))
const today = "2026-11-28"

describe.each(rows)(
  "$kind $field $written",
  ({ kind, field, written, outcome, value, reasons }) => {
    test(`is ${outcome}: ${value}${reasons}`, () => {
      const cleaner = cleaners.find((one) => one.kind === kind)
      const context = { ...usualContext, today, field: fieldOf(field) }
      const verdict = cleaner?.cleanse(written, context) ?? { kind: "ok", value: "no such cleaner" }
      expect({
        outcome: verdict.kind,
        value: valueOf(verdict) ?? "",
        reasons: verdict.kind === "ok" ? "" : verdict.reasons.join(" "),
      }).toEqual({ outcome, value, reasons })
    })
  },
)
