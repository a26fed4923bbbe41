import { array, assert, boolean, constantFrom, property, record, subarray } from "fast-check"
import { expect, test } from "vitest"
import { chosen, countOf, everybody, isChosen, nobody, questionOfSelection } from "./selection.ts"

const people = ["a", "b", "c", "d", "e"]

test("nobody is chosen, then some; all are chosen, then all but some", () => {
  const some = chosen(nobody, ["a", "b"], true)
  expect(countOf(some, 5)).toBe(2)
  expect(questionOfSelection(some)).toEqual({ is: "one-of", customers: ["a", "b"] })
  const most = chosen(everybody, ["c"], false)
  expect(countOf(most, 5)).toBe(4)
  expect(questionOfSelection(most)).toEqual({
    is: "not",
    of: { is: "one-of", customers: ["c"] },
  })
  expect(questionOfSelection(everybody)).toBeUndefined()
  expect(countOf(everybody, undefined)).toBeUndefined()
})

test("whatever is chosen and left out in turn, the last word on each counts", () => {
  const turn = record({ those: subarray(people), choose: boolean() })
  assert(
    property(constantFrom(nobody, everybody), array(turn), (from, turns) => {
      const slow = new Map(people.map((one) => [one, from.all]))
      let selection = from
      for (const { those, choose } of turns) {
        selection = chosen(selection, those, choose)
        for (const one of those) slow.set(one, choose)
      }
      expect(people.map((one) => isChosen(selection, one))).toEqual([...slow.values()])
      expect(countOf(selection, people.length)).toBe([...slow.values()].filter(Boolean).length)
    }),
  )
})
