import { expect, test } from "vitest"
import { computeRfm, type Purchase } from "./rfm.ts"

const order = (customer: string, day: string, minor: number | null = 1000): Purchase => ({
  customer,
  day,
  kind: "order",
  minor,
  currency: minor === null ? null : "CNY",
})
const five = ["a", "b", "c", "d", "e"].map((customer, at) => order(customer, `2024-01-0${at + 1}`))

function rowOf(purchases: readonly Purchase[], customer: string, asOf = "2024-01-31") {
  return computeRfm(purchases, asOf)?.rows.find((row) => row.customer === customer)
}

test("two orders on one day are one purchase day, and both amounts count", () => {
  const row = rowOf([...five, order("a", "2024-01-01", 250), order("a", "2024-01-09")], "a")
  expect(row).toMatchObject({ recencyDays: 22, frequency: 2, minor: 2250 })
})

test("what happens after the day does not take part", () => {
  const later = [...five, order("a", "2024-02-01", 99_999), order("z", "2024-02-01")]
  expect(computeRfm(later, "2024-01-31")).toEqual(computeRfm(five, "2024-01-31"))
})

test("a refund takes money back and is no purchase day; who has refunds only is no buyer", () => {
  const refund: Purchase = { ...order("a", "2024-01-20", -400), kind: "refund" }
  const negative = order("b", "2024-01-20", -400)
  const purchases = [...five, refund, negative, { ...refund, customer: "z" }]
  expect(rowOf(purchases, "a")).toMatchObject({ recencyDays: 30, frequency: 1, minor: 600 })
  expect(rowOf(purchases, "b")).toMatchObject({ recencyDays: 29, frequency: 1, minor: 600 })
  expect(rowOf(purchases, "z")).toBeUndefined()
})

test("money is summed in the currency of most orders; others count as purchases only", () => {
  const dollars: Purchase = { ...order("a", "2024-01-30", 5_000_000), currency: "USD" }
  const result = computeRfm([...five, dollars], "2024-01-31")
  expect(result?.currency).toBe("CNY")
  expect(rowOf([...five, dollars], "a")).toMatchObject({
    recencyDays: 1,
    frequency: 2,
    minor: 1000,
  })
})

test("orders without amounts are purchases of an unknown currency", () => {
  const bare = five.map(({ customer, day }) => order(customer, day, null))
  expect(computeRfm(bare, "2024-01-31")).toMatchObject({ currency: "XXX", mean: { F: 1, M: 0 } })
})

test("equal values get equal scores, the most recent the highest r", () => {
  const rows = computeRfm(five, "2024-01-31")?.rows ?? []
  expect(rows.map(({ r }) => r)).toEqual([1, 2, 3, 4, 5])
  expect(new Set(rows.map(({ f, m }) => `${f}${m}`))).toEqual(new Set(["11"]))
  expect(rows.at(-1)?.segment).toBe("new")
})

test("fewer than five customers are not enough", () => {
  expect(computeRfm(five.slice(1), "2024-01-31")).toBeUndefined()
  expect(computeRfm([], "2024-01-31")).toBeUndefined()
})
