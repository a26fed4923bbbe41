import * as fc from "fast-check"
import type { Question } from "#kernel"
import { eventKinds, loads, makeCustomers, pools, sourceIds } from "./fixtures.ts"

// Questions for the tests: of every node, over the values of the fixture and around them.

/** What must stay a value, whatever the engine. */
export const hostile = [
  "'; drop table customer; --",
  '" or 1=1 /* */',
  "\\' U&\"\\0061\" E'\\x41'",
  "$1 $$ ?",
  "\ud800",
  "\u202e＇；",
] as const

const plainFields = ["name", "city", "phones", "tags"] as const
/** Dates that lie at, in and around those of the fixture. */
export const someDates = [
  ...pools.birth_date,
  "1980-01-01",
  "1980-01",
  "1980-04-30",
  "2024-05-01",
  "2024-02-01",
  "2024-02-29",
] as const
const dates = fc.constantFrom(...someDates)
const textOf = (field: (typeof plainFields)[number]) =>
  fc.constantFrom<string>(...pools[field], ...hostile, "", "张", "%")
export const operators = ["=", "<>", "<", "<=", ">", ">="] as const
const order = fc.constantFrom(...operators)
const fieldAndValue = fc.oneof(
  fc
    .constantFrom(...plainFields)
    .chain((field) => fc.record({ field: fc.constant<string>(field), value: textOf(field) })),
  fc.record({ field: fc.constantFrom("birth_date", "updated", "since"), value: dates }),
  fc.record({
    field: fc.constantFrom("records", "sources"),
    value: fc.constantFrom("0", "1", "1.0", "2"),
  }),
  fc.record({
    field: fc.constant("registered_capital"),
    value: fc.constantFrom(...pools.registered_capital),
  }),
)
const exact = fc.oneof(
  fc.record({ field: fc.constant("sex"), value: fc.constantFrom(...pools.sex) }),
  fc.record({ field: fc.constant("kind"), value: fc.constantFrom("person", "organisation") }),
  fc.record({
    field: fc.constant("identity_number"),
    value: fc.constantFrom(...pools.identity_number),
  }),
)
const is = <Is extends Question["is"]>(node: Is) => fc.constant(node)
const textField = fc.constantFrom("name", "city", "phones", "tags")

/** One node. */
export const leaf: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ is: is("everyone") }),
  fc
    .record({ pair: fieldAndValue, by: order })
    .filter(
      ({ pair: { field, value }, by }) =>
        !(value === "1.0" && /^(=|<>)$/.test(by) && /^(records|sources)$/.test(field)),
    )
    .map(({ pair, by }) => ({ is: "compare" as const, by, ...pair })),
  fc
    .record({ pair: exact, by: fc.constantFrom("=", "<>") })
    .map(({ pair, by }) => ({ is: "compare" as const, by, ...pair })),
  fc.record({
    is: is("in"),
    field: is2("name"),
    values: fc.subarray([...pools.name], { minLength: 1 }),
  }),
  fc.record({
    is: is("in"),
    field: is2("tags"),
    values: fc.subarray([...pools.tags], { minLength: 1 }),
  }),
  fc.record({
    is: is("in"),
    field: is2("birth_date"),
    values: fc.array(dates, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    is: is("like"),
    field: textField,
    text: fc.constantFrom("张", "%", "_", "\\", "SURE", "o'h", "139", "vIp", "é", ...hostile),
    at: fc.constantFrom("start", "anywhere"),
  }),
  fc.tuple(fieldAndValue, fieldAndValue, fc.nat(2)).map(([low, high, ends]) => ({
    is: "range" as const,
    field: low.field,
    ...(ends === 1 ? {} : { from: low.value }),
    ...(ends === 0 || high.field !== low.field
      ? ends === 1
        ? { to: low.value }
        : {}
      : { to: high.value }),
  })),
  fc.record({
    is: is("known"),
    field: fc.constantFrom(
      "name",
      "tags",
      "birth_date",
      "identity_number",
      "kind",
      "since",
      "city",
      "organisation_name",
    ),
  }),
  fc
    .record({
      kind: fc.constantFrom(...eventKinds),
      atLeast: fc.nat(2),
      atMost: fc.option(fc.nat(3), { nil: undefined }),
      from: fc.option(fc.constantFrom("2024-01-30", "2024-01-31", "2024-02-01"), {
        nil: undefined,
      }),
      to: fc.option(fc.constantFrom("2024-01-30", "2024-01-31", "2024-02-01"), { nil: undefined }),
    })
    .map((node) => ({ is: "has-event" as const, ...node })),
  fc.record({ is: is("one-of"), customers: fc.subarray(makeCustomers(60).map(({ id }) => id)) }),
  fc.record({ is: is("from-source"), source: fc.constantFrom(...sourceIds) }),
  fc.record({
    is: is("in-batch"),
    batch: fc.constantFrom(21, 22, 23, ...loads.map(({ id }) => id)),
  }),
  fc.record({
    is: is("trait"),
    analysis: is2("rfm"),
    column: is2("segment"),
    values: fc.subarray(["champions", "lost", "other"], { minLength: 1 }),
  }),
)

function is2(text: string): fc.Arbitrary<string> {
  return fc.constant(text)
}

/** Nodes within nodes. */
export const { tree } = fc.letrec<{ tree: Question }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc.record({
      is: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("tree"), { maxLength: 3 }),
    }),
    fc.record({ is: is("not"), of: tie("tree") }),
  ),
}))
