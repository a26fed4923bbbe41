import { expect, test } from "vitest"
import { readCustomerAddress } from "./customer/customer-address.ts"
import { readListAddress } from "./customers/list-address.ts"
import { turned } from "./customers/sort.ts"

test("an address of the list carries the id of a question and an order, nothing else", () => {
  const q = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
  expect(readListAddress({ q, sort: "-name", search: "张三", kept: q })).toEqual({
    q,
    sort: "-name",
  })
  expect(readListAddress({ q: "张三", sort: "phone" })).toEqual({})
  expect(readListAddress({ q: 12 })).toEqual({})
})

test("an address of the list carries a view and columns of it, each by its id", () => {
  const view = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
  const cols = "phones:160,city,rfm.segment"
  expect(readListAddress({ view, cols, q: "all" })).toEqual({ view, cols, q: "all" })
  expect(readListAddress({ view: "福州的", cols: "phones,<b>", q: "everyone" })).toEqual({})
  expect(readListAddress({ cols: "phones:999" })).toEqual({ cols: "phones:800" })
})

test("an address of a customer's page carries a tab that exists", () => {
  expect(readCustomerAddress({ tab: "sources" })).toEqual({ tab: "sources" })
  expect(readCustomerAddress({ tab: "<script>" })).toEqual({})
})

test("a press on a column's head sorts by it, another turns it round", () => {
  expect(turned("-updated", "name")).toBe("name")
  expect(turned("name", "name")).toBe("-name")
  expect(turned("-name", "name")).toBe("name")
  expect(turned("name", "updated")).toBe("-updated")
  expect(turned("-updated", "updated")).toBe("updated")
})
