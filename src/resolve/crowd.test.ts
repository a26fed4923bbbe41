import * as fc from "fast-check"
import { expect, test } from "vitest"
import { RecordId } from "#kernel"
import { Crowd } from "./crowd.ts"
import { Roster } from "./roster.ts"

const ids = (texts: readonly string[]) =>
  [...new Set(texts)]
    .map((text) => RecordId.parse(text))
    .toSorted((one, two) => (one < two ? -1 : 1))
const roster = (all: readonly RecordId[]) => {
  const made = new Roster()
  for (const id of all) made.add(id)
  return made
}
const some = fc.array(fc.uuid({ version: 8 }), { minLength: 1, maxLength: 60 }).map(ids)

test("every id is found at its place, and nobody else's is", () =>
  fc.assert(
    fc.property(some, fc.uuid({ version: 8 }), (all, stranger) => {
      const made = roster(all)
      expect(all.map((id) => made.placeOf(id))).toEqual(all.map((_, at) => at))
      expect(all.map((_, at) => made.idAt(at))).toEqual(all)
      const other = RecordId.parse(stranger)
      expect(made.placeOf(other)).toBe(all.indexOf(other))
    }),
  ))

test("more records than the first page has room for are kept in their order", () => {
  const all = Array.from({ length: 3_000 }, (_, n) =>
    RecordId.parse(`00000000-0000-8000-8000-${n.toString(16).padStart(12, "0")}`),
  )
  const made = roster(all)
  expect(made.idAt(2_999)).toBe(all[2_999])
  expect(made.size).toBe(3_000)
  expect(() => made.add(all[0] ?? RecordId.parse(""))).toThrow(RangeError)
})

test("whoever was united is in one piece, and everybody is in just one", () =>
  fc.assert(
    fc.property(
      some,
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (all, edges, size) => {
        const crowd = new Crowd(roster(all))
        const pairs = edges.map(([a, b]) => [all[a % all.length], all[b % all.length]] as const)
        for (const [a, b] of pairs) if (a !== undefined && b !== undefined) crowd.unite(a, b)
        const pieces = [...crowd.pieces(size)]
        expect(pieces.flat().toSorted()).toEqual([...all].toSorted())
        expect([...crowd.pieces(size)]).toEqual(pieces)
        for (const [a, b] of pairs)
          expect(pieces.filter((piece) => piece.some((id) => id === a || id === b))).toHaveLength(1)
        for (const piece of pieces.slice(0, -1)) expect(piece.length).toBeGreaterThanOrEqual(size)
      },
    ),
  ))
