import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { fieldOf, valueOf, type Verdict } from "#kernel"
import { isTextKey } from "#text"
import { usualContext, type CleanContext } from "./cleaner.ts"
import { cleaners } from "./cleaners.ts"
import { writtenMoney } from "./money.ts"
import { rowReasons } from "./row-reasons.ts"

const fieldFor = { choice: "sex", region: "province", "person-name": "name" } as const

const digitsOf = (text: string) => text.normalize("NFKC").replace(/\D/g, "")

describe.each(cleaners)("$kind", (cleaner) => {
  const { kind, reasons, example, split } = cleaner
  const id = kind === "choice" || kind === "region" || kind === "person-name" ? fieldFor[kind] : ""
  const contexts: readonly CleanContext[] = [
    { ...usualContext, field: fieldOf(id), today: "2026-11-28" },
    { ...usualContext, dateOrder: "day-first", country: "AU", currency: "JPY" },
  ]
  const anyContext = fc.constantFrom(...contexts)
  const cleanse = (written: string, context = contexts[0] ?? usualContext): Verdict<string> =>
    cleaner.cleanse(written, context)

  // Short strings over telling characters reach more of a parser than long random ones.
  const telling = Array.from(
    "0123456789Ａａ１l.,;:/\\-—+()（）*@_·'\"¥$元万年月日号市省转x张三女士 \u200b\u3000\u00b4\u0301\ufe0f𠮷ßİ\ud800eEXMm",
  )
  const writing = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(...telling), maxLength: 20 }),
    fc
      .tuple(fc.constant(example), fc.constantFrom(...telling), fc.nat(20))
      .map(([text, sign, at]) => text.slice(0, at) + sign + text.slice(at)),
    fc.constant(example),
    fc.integer().map(String),
    fc.double().map(String),
  )
  /** A canonical value as somebody would write it. */
  const asWritten = (value: string) => (kind === "money" ? writtenMoney(value) : value)

  test("its example is fine as it stands", () => {
    const verdict = cleanse(example)
    expect(verdict.kind).toBe("ok")
    expect(asWritten(valueOf(verdict) ?? "")).toBe(kind === "money" ? `${example} CNY` : example)
  })

  test("every writing gets a verdict, and gives only declared reasons", () => {
    fc.assert(
      fc.property(writing, anyContext, (written, context) => {
        const verdict = cleanse(written, context)
        const given = verdict.kind === "ok" ? [] : verdict.reasons
        expect(given.filter((reason) => !reasons.includes(reason))).toEqual([])
        expect(valueOf(verdict)).not.toBe("")
      }),
    )
  })

  test("cleansing a cleansed value changes nothing", () => {
    fc.assert(
      fc.property(writing, anyContext, (written, context) => {
        const value = valueOf(cleanse(written, context))
        fc.pre(value !== undefined)
        const again = cleanse(asWritten(value), context)
        expect(valueOf(again)).toBe(value)
        expect(again.kind).not.toBe("corrected")
      }),
    )
  })

  test("the same writing gets the same verdict", () => {
    fc.assert(
      fc.property(writing, (written) => {
        expect(cleanse(written)).toEqual(cleanse(written))
      }),
    )
  })

  test("values can be kept by the database", () => {
    fc.assert(
      fc.property(writing, (written) => {
        const value = valueOf(cleanse(written)) ?? ""
        expect(value.isWellFormed() && !value.includes("\0")).toBe(true)
      }),
    )
  })

  test("splitting loses no digit", () => {
    const parts = split ?? ((written: string) => [written])
    fc.assert(
      fc.property(writing, (written) => {
        expect(digitsOf(parts(written).join(""))).toBe(digitsOf(written))
      }),
    )
  })

  test("no writing of the greatest length takes long", () => {
    const units =
      "a|张| |1|1 |张 |a.|a-|(|((|@|a@|·|张·|1,|-|/|; |先生|mr |省|市|\t|<|>|0|万|#|a,".split("|")
    const slow = units.flatMap((unit) =>
      [
        ["", ""],
        ["张", "!"],
        ["a@", "1"],
      ].filter(([head = "", tail = ""]) => {
        const written = head + unit.repeat(990 / unit.length) + tail
        const start = performance.now()
        cleanse(written)
        split?.(written)
        return performance.now() - start > 1000
      }),
    )
    expect(slow).toEqual([])
  })

  test("its reasons are its own, and it and each of them has a text", () => {
    expect(reasons.every((reason) => reason.startsWith(`${kind}/`))).toBe(true)
    const keys = [`cleaner.${kind}`, ...reasons.map((reason) => `reason.${reason}`)]
    expect(keys.filter((key) => !isTextKey(key))).toEqual([])
  })
})

test("the reasons that come from a row have texts", () => {
  expect(rowReasons.filter((reason) => !isTextKey(`reason.${reason}`))).toEqual([])
})
