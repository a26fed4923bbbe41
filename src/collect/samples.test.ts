import { createReadStream, readFileSync } from "node:fs"
import { createGunzip, gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { readTable } from "./reading/read-table.ts"

const people =
  "id given_name surname street_number address_1 address_2 suburb postcode state date_of_birth soc_sec_id"

test.each([
  ["cdnow", "customer_id date number_of_cds dollar_value", 69_659],
  ["febrl-1", people, 1000],
  ["febrl-2", people, 5000],
  ["febrl-3", people, 5000],
])("the sample %s is read whole", async (...[name, headers, rows]) => {
  const file = createReadStream(`samples/${name}.csv.gz`)
  const table = await readTable(file.pipe(createGunzip()))
  expect(table.headers).toEqual(headers.split(" "))
  let [read, bad] = [0, 0]
  for await (const block of table.blocks) {
    read += block.length
    bad += block.filter(({ code }) => code !== undefined).length
  }
  expect([read, bad]).toEqual([rows, 0])
})

test("the labels hold the published number of true pairs, and the samples do not hold the answer", () => {
  const [, ...rows] = gunzipSync(readFileSync("test/data/febrl-labels.csv.gz"))
    .toString()
    .trim()
    .split("\n")
  const sizes = Map.groupBy(rows, (row) => row.split(",")[2])
  const pairs = [0, 0, 0]
  for (const [label = "", { length }] of sizes) {
    const set = Number(label.charAt(0)) - 1
    pairs[set] = (pairs[set] ?? 0) + (length * (length - 1)) / 2
  }
  expect(pairs).toEqual([500, 1934, 6538])
  for (const set of [1, 2, 3])
    expect(gunzipSync(readFileSync(`samples/febrl-${set}.csv.gz`)).includes("rec-")).toBe(false)
})
