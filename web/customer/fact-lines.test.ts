import { expect, test } from "vitest"
import { factLines, printAddress } from "./fact-lines.ts"

const field = (id: string, kind: string, sensitive = false) => ({ id, kind, sensitive })
const fields = [
  field("name", "person-name"),
  field("family_name", "person-name"),
  field("identity_number", "identity-number", true),
  field("phones", "phone"),
  field("province", "region"),
  field("city", "region"),
  field("address", "address"),
  field("postcode", "postcode"),
]

test("facts stand in the order of the dictionary, an address as one line", () => {
  const golden = {
    postcode: "310000",
    city: "杭州市",
    phones: ["+8613800138000", "+8657187654321"],
    name: "张伟",
    family_name: "张",
    province: "浙江省",
    address: "文三路 1 号",
    identity_number: "3301**********0028",
  }
  const lines = factLines(fields, golden)
  expect(lines.map(({ field: id, values }) => [id, ...values])).toEqual([
    ["name", "张伟"],
    ["identity_number", "3301**********0028"],
    ["phones", "+8613800138000", "+8657187654321"],
    ["address", "浙江省杭州市文三路 1 号 310000"],
  ])
  expect(lines[1]?.isSensitive).toBe(true)
})

test("who has only a family name is shown by it; an address without a street is asked by its first field", () => {
  const lines = factLines(fields, { family_name: "张", city: "杭州市" })
  expect(lines.map(({ field: id }) => id)).toEqual(["family_name", "city"])
})

test("an address elsewhere goes from the small to the large", () => {
  expect(printAddress(["vic", "richmond", "12 smith street", "3121"])).toBe(
    "12 smith street, richmond, vic, 3121",
  )
})
