import { expect, test } from "vitest"
import type { Question } from "#contract"
import { conditionOf, draftOf, emptyDraft, waysOf } from "./draft.ts"
import { partsOf, questionOf, replaced } from "./question-parts.ts"

const fuzhou: Question = { is: "compare", field: "city", by: "=", value: "福州市" }
const born: Question = { is: "range", field: "birth_date", from: "1980", to: "1989" }

const conditions: readonly Question[] = [
  fuzhou,
  { is: "compare", field: "city", by: "<>", value: "福州市" },
  { is: "in", field: "sex", values: ["female"] },
  { is: "like", field: "emails", text: "163", at: "anywhere" },
  { is: "like", field: "postcode", text: "35", at: "start" },
  born,
  { is: "range", field: "records", from: "2" },
  { is: "known", field: "phones" },
  { is: "not", of: { is: "known", field: "phones" } },
  { is: "from-source", source: "7c9e6679-7425-40de-944b-e07fc1f90ae7" },
  { is: "in-batch", batch: 12 },
  { is: "trait", analysis: "rfm", column: "segment", values: ["champions", "loyal"] },
  { is: "has-event", kind: "order", atLeast: 2, atMost: 5 },
]

test.each(conditions)("a condition can be opened and written back as it was: $is", (condition) => {
  const draft = draftOf(condition)
  expect(draft).toBeDefined()
  expect(draft === undefined ? undefined : conditionOf(draft)).toEqual(condition)
})

test("a condition that the builder cannot write is not opened", () => {
  expect(draftOf({ is: "or", of: [fuzhou, born] })).toBeUndefined()
  expect(draftOf({ is: "not", of: fuzhou })).toBeUndefined()
  expect(draftOf({ is: "compare", field: "name", by: "<", value: "a" })).toBeUndefined()
  expect(draftOf({ is: "trait", analysis: "rfm", column: "r", values: ["5"] })).toBeUndefined()
})

test("nothing is asked while a value is missing or makes no sense", () => {
  expect(conditionOf(emptyDraft("city"))).toBeUndefined()
  expect(conditionOf({ ...emptyDraft("city"), value: "   " })).toBeUndefined()
  expect(conditionOf(emptyDraft("birth_date", "between"))).toBeUndefined()
  expect(conditionOf({ ...emptyDraft("@batch"), value: "0" })).toBeUndefined()
  expect(conditionOf({ ...emptyDraft("@batch"), value: "12a" })).toBeUndefined()
  expect(
    conditionOf({ ...emptyDraft("@events"), value: "5", upto: "2", values: ["order"] }),
  ).toBeUndefined()
})

test("a secret is only asked for whole", () => {
  expect(waysOf({ id: "identity_number", kind: "identity-number", sensitive: true })).not.toContain(
    "contains",
  )
})

test("what must all hold comes apart into chips and together again", () => {
  const question: Question = { is: "and", of: [fuzhou, { is: "and", of: [born] }] }
  expect(partsOf(question)).toEqual([fuzhou, born])
  expect(questionOf(partsOf(question))).toEqual({ is: "and", of: [fuzhou, born] })
  expect(questionOf([fuzhou])).toEqual(fuzhou)
  expect(questionOf([])).toBeUndefined()
  expect(partsOf({ is: "everyone" })).toEqual([])
})

test("a chip is taken away, changed in its place, or added at the end", () => {
  expect(replaced([fuzhou, born], 0, undefined)).toEqual([born])
  expect(replaced([fuzhou, born], 0, born)).toEqual([born, born])
  expect(replaced([fuzhou], 1, born)).toEqual([fuzhou, born])
  expect(replaced([fuzhou], 1, undefined)).toEqual([fuzhou])
})
