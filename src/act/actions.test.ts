import { expect, test } from "vitest"
import { actions } from "#act"

test("nothing is done to anybody yet", () => {
  expect(actions).toEqual([])
})
