import { afterAll, expect, test } from "vitest"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"

const house = await openTestHouse()
afterAll(house.close)

test("two lists of companies that share a credit code are one customer, an organisation", async () => {
  const columns = { 名称: "organisation_name", 代码: "credit_code", 电话: "phones" }
  const bring = async (source: string, rows: readonly (readonly string[])[]) => {
    const { id } = await house.deliver({ source, columns, rows, content: "organisations" })
    return ingest(house.ports, id, house.run)
  }
  await bring("工商名录", [["福州市长乐区小桔科技有限公司", "91350100M000100Y43", ""]])
  await bring("展会", [
    ["小桔科技", "91350100M000100Y43", "0591-28800000"],
    ["大桔科技", "91110000600037341L", ""],
  ])
  expect(
    await house.rows(
      "select kind, cardinality(members) as members, credit_code from customer order by no",
    ),
  ).toEqual([
    { kind: "organisation", members: 2, credit_code: "91350100M000100Y43" },
    { kind: "organisation", members: 1, credit_code: "91110000600037341L" },
  ])
  const check = await rebuild(house.ports, house.run, { check: true })
  expect(check.differences).toEqual([])
})
