import * as fc from "fast-check"
import { expect, test } from "vitest"
import { RecordId, type CleanValues, type LiveRecord } from "#kernel"
import { chooseGolden, rankCandidates } from "./survivorship.ts"
import type { SourceStanding } from "./score.ts"

const year = 365 * 86_400_000
const sources = new Map<number, SourceStanding>([
  [1, { trust: 0.5, initiative: "customer", kind: "file" }],
  [2, { trust: 0.5, initiative: "customer", kind: "file" }],
  [3, { trust: 0.9, initiative: "customer", kind: "file" }],
  [9, { trust: 1, initiative: "us", kind: "desk" }],
])

function said(birth: number, clean: CleanValues, more: Partial<LiveRecord> = {}): LiveRecord {
  const id = RecordId.parse(`00000000-0000-8000-8000-${String(birth).padStart(12, "0")}`)
  const seen = { source: 1, batch: 1, observed: 30 * year, ...more }
  return { id, subject: "person", birth, customer: id, clean, ...seen }
}
const sealed = (v: string) => ({ identity_number: [{ v, x: "abc", m: "1101 ****" }] })
const one = (field: string, v: string): CleanValues => ({ [field]: [{ v }] })

test("a record alone gives its values, and the reason is that nobody else says anything", () => {
  const { golden, provenance } = chooseGolden([said(1, one("title", "经理"))], sources)
  expect(golden).toEqual({ title: [{ v: "经理" }] })
  expect(provenance).toEqual({ title: [{ record: 0, rule: "only" }] })
})

test("the more trusted source wins, and trust is the reason", () => {
  const members = [said(1, one("title", "旧")), said(2, one("title", "新"), { source: 3 })]
  expect(chooseGolden(members, sources)).toMatchObject({
    golden: { title: [{ v: "新" }] },
    provenance: { title: [{ record: 1, rule: "trust" }] },
  })
})

test("a phone title ages: four years newer beats a source trusted a little more", () => {
  const members = [
    said(1, one("title", "旧"), { source: 3 }),
    said(2, one("title", "新"), { observed: 34 * year }),
  ]
  expect(chooseGolden(members, sources).provenance["title"]).toEqual([
    { record: 1, rule: "freshness" },
  ])
})

test("two sources that agree beat one, but one source that repeats itself does not", () => {
  const alone = said(1, one("sex", "male"))
  const twice = [said(2, one("sex", "female")), said(3, one("sex", "female"))]
  expect(chooseGolden([alone, ...twice], sources).golden["sex"]).toEqual([{ v: "male" }])
  const agreeing = [said(2, one("sex", "female")), said(3, one("sex", "female"), { source: 2 })]
  expect(chooseGolden([alone, ...agreeing], sources)).toMatchObject({
    golden: { sex: [{ v: "female" }] },
    provenance: { sex: [{ rule: "agreement" }] },
  })
})

test("an edit outranks what was observed before it; what comes later may win again", () => {
  const edit = said(2, one("title", "改"), { source: 9, observed: 31 * year })
  const before = said(1, one("title", "旧"), { source: 3, observed: 30 * year })
  const after = said(3, one("title", "后"), { source: 3, observed: 40 * year })
  expect(chooseGolden([before, edit], sources).golden["title"]).toEqual([{ v: "改" }])
  expect(chooseGolden([before, edit, after], sources).golden["title"]).toEqual([{ v: "后" }])
})

test("an address comes from one record, even where another knows a field it lacks", () => {
  const full = said(1, { city: [{ v: "杭州市" }], address: [{ v: "文三路 1 号" }] })
  const other = said(2, { city: [{ v: "北京市" }], postcode: [{ v: "100080" }] }, { observed: 0 })
  const { golden } = chooseGolden([other, full], sources)
  expect(golden).toEqual({ city: [{ v: "杭州市" }], address: [{ v: "文三路 1 号" }] })
})

test("lists are united and ranked; denied values are gone whoever says them", () => {
  const members = [
    said(1, { phones: [{ v: "+861" }, { v: "+862" }] }),
    said(2, { phones: [{ v: "+862" }, { v: "+863", k: "doubtful" }] }, { source: 2 }),
    said(3, { phones: [{ v: "+861", k: "denied" }] }, { source: 9 }),
  ]
  expect(chooseGolden(members, sources).golden["phones"]).toEqual([{ v: "+862" }])
})

test("a value in doubt is better than none", () => {
  const phones = [{ v: "+863", k: "doubtful" as const }]
  expect(chooseGolden([said(1, { phones })], sources).golden["phones"]).toEqual(phones)
})

test("sealed values are equal by their blind index, and the first one's seal is kept", () => {
  const members = [said(1, sealed("s1")), said(2, sealed("s2"), { source: 2 })]
  expect(chooseGolden(members, sources).golden["identity_number"]).toEqual([
    { v: "s1", x: "abc", m: "1101 ****" },
  ])
  expect(chooseGolden(members, sources).provenance["identity_number"]).toEqual([
    { record: 0, rule: "agreed" },
  ])
})

test("candidates tell their points, and the points add up", () => {
  const members = [said(1, one("title", "旧")), said(2, one("title", "新"), { source: 3 })]
  const ranked = rankCandidates("title", members, sources)
  expect(ranked.map(({ value }) => value.v)).toEqual(["新", "旧"])
  for (const { score, parts } of ranked) {
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score)
  }
})

const anyRecord = fc.record({
  source: fc.constantFrom(1, 2, 3, 9),
  observed: fc.integer({ min: 0, max: 60 }).map((years) => years * year),
  title: fc.option(fc.constantFrom("甲", "乙", "丙")),
  city: fc.option(fc.constantFrom("杭州市", "北京市")),
  phones: fc.array(fc.constantFrom("+861", "+862", "+863"), { maxLength: 3 }),
})

test("the order in which records are told does not matter, to the byte", () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 6 }), fc.nat(), (rows, turn) => {
      const members = rows.map(({ title, city, phones, ...seen }, birth) =>
        said(
          birth,
          {
            ...(title === null ? {} : one("title", title)),
            ...(city === null ? {} : one("city", city)),
            phones: phones.map((v) => ({ v })),
          },
          seen,
        ),
      )
      const at = turn % members.length
      const turned = [...members.slice(at), ...members.slice(0, at)].toReversed()
      expect(JSON.stringify(chooseGolden(turned, sources))).toBe(
        JSON.stringify(chooseGolden(members, sources)),
      )
    }),
  )
})
