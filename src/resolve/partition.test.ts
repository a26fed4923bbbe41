import * as fc from "fast-check"
import { expect, test } from "vitest"
import { RecordId } from "#kernel"
import { keyLinks } from "./key-links.ts"
import type { Link } from "./link.ts"
import { memberLimit, partition, type PartitionRecord } from "./partition.ts"

const idOf = (n: number) => RecordId.parse(`00000000-0000-8000-8000-${String(n).padStart(12, "0")}`)
const record = (n: number, identity?: string): PartitionRecord => ({
  id: idOf(n),
  birth: n,
  identity,
})
const between = (one: number, two: number): Pick<Link, "a" | "b"> =>
  one < two ? { a: idOf(one), b: idOf(two) } : { a: idOf(two), b: idOf(one) }
const auto = (one: number, two: number, milliBits = 20_000): Link => ({
  ...between(one, two),
  kind: "auto",
  milliBits,
  pattern: "",
})
const decided = (kind: "must" | "cannot", pair: readonly [number, number], made: number): Link => ({
  ...between(...pair),
  kind,
  milliBits: 0,
  pattern: "",
  by: "a person",
  made,
})
const told = (links: readonly Link[]) => links.map((link) => JSON.stringify(link)).toSorted()
const sharing = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: idOf(n), birth: n, keys: ["phone-name:1"] }))
const groupsOf = (records: readonly PartitionRecord[], links: readonly Link[]) => {
  const { customerOf } = partition(records, links)
  return records.map(({ id }) => Number(customerOf.get(id)?.slice(-12)))
}

test("linked records are one customer, named by the oldest", () => {
  const records = [record(3), record(1), record(2), record(4)]
  expect(groupsOf(records, [auto(3, 2), auto(2, 1)])).toEqual([1, 1, 1, 4])
})

test("two valid documents keep records apart, and the weaker link gives way", () => {
  const records = [record(1, "x"), record(2), record(3, "y")]
  expect(groupsOf(records, [auto(1, 2, 16_000), auto(2, 3, 20_000)])).toEqual([1, 2, 2])
})

test("a person may join what documents keep apart, and keep apart what links join", () => {
  const records = [record(1, "x"), record(2, "y"), record(3)]
  expect(groupsOf(records, [decided("must", [1, 2], 1)])).toEqual([1, 1, 3])
  const links = [auto(1, 3), decided("cannot", [1, 3], 1)]
  expect(groupsOf(records, links)).toEqual([1, 2, 3])
})

test("of two decisions the later holds, also at a distance", () => {
  const records = [record(1), record(2), record(3)]
  const parted = [
    decided("must", [1, 2], 1),
    decided("must", [2, 3], 2),
    decided("cannot", [1, 3], 3),
  ]
  expect(groupsOf(records, parted)).toEqual([1, 2, 2])
  const joined = parted.map((link) => (link.kind === "cannot" ? { ...link, made: 0 } : link))
  expect(groupsOf(records, joined)).toEqual([1, 1, 1])
})

test("what keeps two apart also keeps those apart who joined them", () => {
  const records = [record(1), record(2), record(3), record(4)]
  const links = [decided("cannot", [1, 2], 1), auto(1, 3, 30_000), auto(2, 4, 30_000), auto(3, 4)]
  expect(groupsOf(records, links)).toEqual([1, 2, 1, 2])
})

test("a customer has at most two hundred records; the rest waits", () => {
  const records = Array.from({ length: memberLimit + 5 }, (_, n) => record(n))
  const links = records.slice(1).map((_, n) => auto(n, n + 1))
  const groups = groupsOf(records, links)
  expect(groups.filter((customer) => customer === 0)).toHaveLength(memberLimit)
})

test("links to records that are gone are ignored", () => {
  expect(groupsOf([record(1), record(3)], [auto(1, 2), auto(2, 3)])).toEqual([1, 3])
})

const scene = fc.record({
  identities: fc.array(fc.constantFrom("x", "y", undefined, undefined), {
    minLength: 1,
    maxLength: 12,
  }),
  links: fc.array(
    fc.record({
      one: fc.nat(11),
      two: fc.nat(11),
      kind: fc.constantFrom("auto" as const, "auto" as const, "must" as const, "cannot" as const),
      weight: fc.nat(3),
    }),
    { maxLength: 20 },
  ),
})

test("the order in which records and links are told decides nothing", () => {
  fc.assert(
    fc.property(scene, fc.nat(), ({ identities, links }, turn) => {
      const records = identities.map((identity, n) => record(n, identity))
      const edges = links
        .filter(({ one, two }) => one !== two)
        .map(({ one, two, kind, weight }) =>
          kind === "auto" ? auto(one, two, weight) : decided(kind, [one, two], weight),
        )
      const turned = edges.map((_, n) => edges[(n + turn) % edges.length] ?? auto(0, 1))
      const straight = partition(records, edges).customerOf
      const other = partition(records.toReversed(), turned.toReversed()).customerOf
      for (const { id } of records) expect(other.get(id)).toBe(straight.get(id))
    }),
  )
})

const keyed = fc.array(
  fc.array(
    fc.constantFrom("id:1", "email-name:1", "email-name:2", "phone-name:1", "phone-name:2"),
    {
      maxLength: 3,
    },
  ),
  { maxLength: 30 },
)

test("links of a closed neighbourhood are those of everybody: growing ends where starting over does", () => {
  fc.assert(
    fc.property(keyed, keyed, (ours, theirs) => {
      const own = ours.map((keys, n) => ({ id: idOf(n), birth: n, keys }))
      const other = theirs.map((keys, n) => ({
        id: idOf(100 + n),
        birth: 100 + n,
        keys: keys.map((key) => `${key}/other`),
      }))
      expect(told(keyLinks([...other, ...own]))).toEqual(
        told([...keyLinks(own.toReversed()), ...keyLinks(other)]),
      )
    }),
  )
})

test("a key of a whole village links by star and chain, and one of a city links nobody", () => {
  expect(keyLinks(sharing(8))).toHaveLength(28)
  expect(keyLinks(sharing(9))).toHaveLength(8 + 7)
  expect(keyLinks(sharing(201))).toEqual([])
})

test("a pair found by several rules names them all", () => {
  const keys = ["email-name:1", "phone-name:1"]
  const links = keyLinks([1, 2].map((n) => ({ id: idOf(n), birth: n, keys })))
  expect(links).toMatchObject([{ pattern: "email-name+phone-name", milliBits: 39_000 }])
})
