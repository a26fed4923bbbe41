import { describe, expect, test } from "vitest"
import type { CleanValues } from "#kernel"
import { matchKeys } from "./match-keys.ts"
import { companyKey, nameKey } from "./name-key.ts"

const zhang: CleanValues = {
  name: [{ v: "张伟" }],
  identity_number: [{ v: "c2VhbGVk", x: "0f3a", m: "1101 **** **** 002X" }],
  emails: [{ v: "Wei@example.com" }],
  phones: [{ v: "+8613800138000" }, { v: "+8613800138001", k: "corrected", r: [] }],
  birth_date: [{ v: "1980-05-17" }],
  postcode: [{ v: "350001" }],
  birth_place: [{ v: "福州" }],
}

test("a person's keys are canonical text under a rule", () => {
  expect(matchKeys("person", zhang)).toEqual([
    "id:0f3a",
    "email-name:wei@example.com|张伟",
    "phone-name:+8613800138000|张伟",
    "phone-name:+8613800138001|张伟",
    "name-birth-postcode:张伟|1980-05-17|350001",
    "name-birth-place:张伟|1980-05-17|福州",
  ])
})

test("an organisation's keys are its code, and its name with something else", () => {
  const clean: CleanValues = {
    organisation_name: [{ v: "福州小桔(集团)有限公司" }],
    credit_code: [{ v: "91350100M000100Y43" }],
    phones: [{ v: "+8659187654321" }],
    city: [{ v: "福州市" }],
  }
  expect(matchKeys("organisation", clean)).toEqual([
    "credit:91350100M000100Y43",
    "name-phone:福州小桔集团有限公司|+8659187654321",
    "name-credit:福州小桔集团有限公司|91350100M000100Y43",
    "name-city:福州小桔集团有限公司|福州市",
  ])
})

describe("no key comes from", () => {
  test.each([
    [
      "a doubtful value",
      { name: zhang["name"] ?? [], emails: [{ v: "wei@gmial.com", k: "doubtful" }] },
    ],
    [
      "a denied value",
      { name: zhang["name"] ?? [], phones: [{ v: "+8613800138000", k: "denied" }] },
    ],
    ["a doubtful name", { name: [{ v: "张", k: "doubtful" }], phones: [{ v: "+8613800138000" }] }],
    ["a name alone", { name: [{ v: "张伟" }] }],
    ["a phone alone", { phones: [{ v: "+8613800138000" }] }],
    [
      "a partial birth date",
      { name: [{ v: "张伟" }], birth_date: [{ v: "1980-05" }], postcode: [{ v: "350001" }] },
    ],
    ["a birth date without a place", { name: [{ v: "张伟" }], birth_date: [{ v: "1980-05-17" }] }],
    ["nothing", {}],
  ] satisfies readonly (readonly [string, CleanValues])[])("%s", (_, clean) => {
    expect(matchKeys("person", clean)).toEqual([])
  })
})

describe("one person's names share a key", () => {
  test.each([
    ["張偉", "张伟"],
    ["Wei Zhang", "ZHANG WEI"],
    ["Smith, John", "John Smith"],
    ["José Ruiz", "jose ruiz"],
    ["Mary-Jane O'Neil", "mary jane oneil"],
    ["阿卜杜拉·买买提", "阿卜杜拉买买提"],
    ["ＺＨＡＮＧ Ｗｅｉ", "zhang wei"],
  ])("%s and %s", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })
})

test("different names do not", () => {
  expect(new Set(["张伟", "伟张", "Wei Zhang", "Wei Zhan", "章伟"].map(nameKey)).size).toBe(5)
})

test("brackets, spaces and script of a company's name do not count, its legal form does", () => {
  expect(companyKey("福州小桔（集團）有限公司")).toBe(companyKey("福州小桔(集团) 有限公司"))
  expect(companyKey("小桔有限公司")).not.toBe(companyKey("小桔股份有限公司"))
})
