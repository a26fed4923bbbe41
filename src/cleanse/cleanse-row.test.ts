import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dictionary, Failure, fieldsOf } from "#kernel"
import { cleanseRow } from "./cleanse-row.ts"
import { planCleansing } from "./plan.ts"

const context = { today: "2026-11-28" }
const person = (row: Readonly<Record<string, string>>) =>
  cleanseRow(
    planCleansing({ subject: "person", columns: Object.keys(row), context }),
    Object.values(row),
  ).clean

test("a row gives the values of its fields, each with what was written and why it changed", () => {
  expect(person({ name: "张 三先生", sex: "男", phones: "13800138000", emails: "" })).toEqual({
    name: [
      {
        v: "张三",
        w: "张 三先生",
        k: "corrected",
        r: ["person-name/spelling", "person-name/honorific"],
      },
    ],
    sex: [{ v: "male", w: "男" }],
    phones: [{ v: "+8613800138000", w: "13800138000" }],
  })
})

test("what cannot be read is kept as it was written", () => {
  expect(person({ phones: "1.38E+10" })).toEqual({
    phones: [{ w: "1.38E+10", k: "impossible", r: ["phone/spreadsheet-lost-digits"] }],
  })
})

test("a row that says nothing is no record", () => {
  const plan = planCleansing({ subject: "person", columns: ["name", undefined, "phones"] })
  expect(cleanseRow(plan, ["", "unmapped", " \u200b"])).toEqual({ rejected: "row/empty" })
  expect(cleanseRow(plan, [])).toEqual({ rejected: "row/empty" })
})

describe("several numbers", () => {
  test.each([
    "13800138000/13800138001",
    "13800138000、13800138001",
    "13800138000;13800138001",
    "13800138000 13800138001",
    "13800138000，+86 138 0013 8001",
    "13800138000 或 13800138001",
  ])("in one cell are told apart: %s", (written) => {
    expect(person({ phones: written })?.["phones"]?.map(({ v }) => v)).toEqual([
      "+8613800138000",
      "+8613800138001",
    ])
  })

  test("from two columns come together, equal ones once, the surer first", () => {
    const plan = planCleansing({ subject: "person", columns: ["phones", "phones", "phones"] })
    const { clean } = cleanseRow(plan, ["138-0013-8000", "13800138000", "0591-87654321转8"])
    expect(clean?.["phones"]?.map(({ v }) => v)).toEqual(["+8613800138000", "+8659187654321;ext=8"])
  })
})

describe("several mailboxes", () => {
  test.each([
    "a@example.com; b@example.com",
    "a@example.com b@example.com",
    "a@example.com、b@example.com",
    "Wei Zhang <a@example.com>, Li Si <b@example.com>",
    "a@example.com/b@example.com",
  ])("in one cell are told apart: %s", (written) => {
    expect(person({ emails: written })?.["emails"]?.map(({ v }) => v)).toEqual([
      "a@example.com",
      "b@example.com",
    ])
  })

  test("are not seen in one with a name beside it", () => {
    expect(person({ emails: "Zhang, Wei <a@example.com>" })?.["emails"]).toHaveLength(1)
  })
})

test("an address in several columns is one address", () => {
  const plan = planCleansing({ subject: "person", columns: ["address", "address", "address"] })
  const { clean } = cleanseRow(plan, ["69", " giblin street", "killarney "])
  expect(clean?.["address"]).toEqual([{ v: "69 giblin street killarney" }])
})

describe("a name is put together", () => {
  test.each([
    ["欧阳", "娜娜", "欧阳娜娜"],
    ["Zhang", "Wei", "Wei Zhang"],
    ["waller", "henry", "Henry Waller"],
  ])("from %s and %s", (family, given, name) => {
    expect(person({ family_name: family, given_name: given })?.["name"]).toEqual([
      { v: name, k: "corrected", r: ["person-name/from-parts"] },
    ])
  })

  test("with a doubt if a part is missing", () => {
    expect(person({ family_name: "waller", given_name: "" })?.["name"]).toEqual([
      { v: "Waller", k: "doubtful", r: ["person-name/part-only"] },
    ])
  })

  test("only where none was written", () => {
    const clean = person({ name: "张三", family_name: "李", given_name: "四" })
    expect(clean?.["name"]).toEqual([{ v: "张三" }])
  })
})

describe("a valid identity number", () => {
  const row = { identity_number: "11010519491231002X", birth_date: "1949-12-31", sex: "女" }

  test("agrees with its holder", () => {
    expect(person(row)?.["birth_date"]).toEqual([{ v: "1949-12-31" }])
    expect(person({ ...row, birth_date: "1949-12" })?.["birth_date"]).toEqual([{ v: "1949-12" }])
  })

  test("casts doubt on another birth date and another sex", () => {
    const clean = person({ ...row, birth_date: "1949-12-30", sex: "男" })
    expect(clean?.["birth_date"]).toEqual([
      { v: "1949-12-30", k: "doubtful", r: ["date/contradicts-identity-number"] },
    ])
    expect(clean?.["sex"]?.[0]).toMatchObject({
      v: "male",
      k: "doubtful",
      r: ["choice/contradicts-identity-number"],
    })
  })

  test("does not fill in what nobody said", () => {
    expect(person({ identity_number: row.identity_number })).toEqual({
      identity_number: [{ v: "11010519491231002X" }],
    })
  })

  test("that does not hold says nothing against others", () => {
    const clean = person({
      ...row,
      identity_number: "110105194912310021",
      birth_date: "1949-12-30",
    })
    expect(clean?.["birth_date"]).toEqual([{ v: "1949-12-30" }])
  })
})

const regionsOf = (address: string) => {
  const { province, city, district, address: rest } = person({ address }) ?? {}
  return [province, city, district, rest].map((values) => values?.[0]?.v)
}

describe("regions at the head of an address", () => {
  test.each([
    ["福建省福州市鼓楼区五四路82号", "福建", "福州市", "鼓楼区", "五四路82号"],
    ["中国福建省福州市鼓楼区五四路82号", "福建", "福州市", "鼓楼区", "五四路82号"],
    ["福州市鼓楼区五四路82号", undefined, "福州市", "鼓楼区", "五四路82号"],
    ["北京市朝阳区建国路1号", "北京", "北京市", "朝阳区", "建国路1号"],
    ["北京市北京市朝阳区建国路1号", "北京", "北京市", "朝阳区", "建国路1号"],
    ["内蒙古自治区呼和浩特市新城区1号", "内蒙古", "呼和浩特市", "新城区", "1号"],
    ["广西壮族自治区南宁市青秀区民族大道1号", "广西", "南宁市", "青秀区", "民族大道1号"],
    ["湖北省恩施土家族苗族自治州利川市1号", "湖北", "恩施土家族苗族自治州", "利川市", "1号"],
    ["香港特别行政区中环皇后大道1号", "香港", undefined, undefined, "中环皇后大道1号"],
    ["五四路82号", undefined, undefined, undefined, "五四路82号"],
    ["南京路100号", undefined, undefined, undefined, "南京路100号"],
    ["北京路12号", undefined, undefined, undefined, "北京路12号"],
    ["上海街5号", undefined, undefined, undefined, "上海街5号"],
    ["福建福州市鼓楼区五四路82号", "福建", "福州市", "鼓楼区", "五四路82号"],
    ["北京朝阳区建国路1号", "北京", "北京市", "朝阳区", "建国路1号"],
    ["黑龙江省哈尔滨市南岗区1号", "黑龙江", "哈尔滨市", "南岗区", "1号"],
    ["海南省琼海市1号", "海南", "琼海市", undefined, "1号"],
    ["吉林市船营区松江路1号", undefined, "吉林市", "船营区", "松江路1号"],
    ["吉林省吉林市船营区松江路1号", "吉林", "吉林市", "船营区", "松江路1号"],
    ["海南藏族自治州共和县1号", undefined, "海南藏族自治州", "共和县", "1号"],
    ["福建省", "福建", undefined, undefined, "福建省"],
    ["69 giblin street", undefined, undefined, undefined, "69 giblin street"],
  ])("%s", (written, ...expected) => {
    expect(regionsOf(written)).toEqual(expected)
  })

  test("may begin with the district, if the city is known", () => {
    const row = { city: "福州", address: "鼓楼区五四路82号" }
    expect(person(row)?.["district"]?.[0]?.v).toBe("鼓楼区")
    expect(person({ ...row, city: "厦门" })?.["district"]).toBeUndefined()
    expect(person({ province: "北京", address: "朝阳区建国路1号" })?.["address"]?.[0]?.v).toBe(
      "建国路1号",
    )
    expect(person({ address: row.address })?.["address"]).toEqual([{ v: row.address }])
  })

  test("that differ from the fields leave both as they are, in doubt", () => {
    const clean = person({ province: "广东", address: "福建省福州市五四路82号" })
    expect(clean?.["province"]).toEqual([{ v: "广东" }])
    expect(clean?.["address"]?.[0]).toMatchObject({
      v: "福建省福州市五四路82号",
      k: "doubtful",
      r: ["address/contradicts-region"],
    })
  })
})

test("a cell of millions of characters costs nothing and is no value", () => {
  const [value] = person({ name: "张".repeat(5_000_000) })?.["name"] ?? []
  expect(value).toMatchObject({ k: "impossible", r: ["cell/too-long"] })
  expect(value?.w?.length).toBeLessThan(300)
})

test("what is written stays storable: no NUL, no half characters", () => {
  expect(person({ name: "张\0三\ud800" })?.["name"]?.[0]?.w).toBe("张␀三\ufffd")
})

const refused = (columns: readonly string[]) => () => planCleansing({ subject: "person", columns })

test("a column may not feed a field that does not exist, or another subject's", () => {
  expect(refused(["__proto__"])).toThrow(
    new Failure("cleanse/unknown-field", { field: "__proto__" }),
  )
  expect(refused(["credit_code"])).toThrow(
    new Failure("cleanse/field-of-other-subject", { field: "credit_code", subject: "person" }),
  )
})

test("any row of any file gets an answer, the same one again, and only values of its fields", () => {
  const columns = fieldsOf("person").map(({ id }) => id)
  const plan = planCleansing({ subject: "person", columns, context })
  const cell = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.constant(""),
  )
  fc.assert(
    fc.property(fc.array(cell, { maxLength: columns.length + 2 }), (cells) => {
      const once = cleanseRow(plan, cells)
      expect(cleanseRow(plan, cells)).toEqual(once)
      const known = new Set(dictionary.map(({ id }) => id))
      expect(Object.keys(once.clean ?? {}).filter((field) => !known.has(field))).toEqual([])
    }),
  )
})
