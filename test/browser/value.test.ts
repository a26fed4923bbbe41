import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import { comeIn, faultsOf, open, settle, type Visit } from "./page.ts"
import { fillShop } from "./shop.ts"

let visit: Visit

beforeAll(async () => {
  const data = join(newPlace(), "data")
  await fillShop(data)
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
})

afterAll(() => visit?.browser.close())

test("a segment opens its customers, as many as it says", async () => {
  const { page, complaints } = await open(visit, "/insights")
  await page.locator(".segments button").first().click()
  await settle(page)
  const button = page.getByRole("button", { name: /^打开这/ })
  const count = /[\d,]+/.exec((await button.textContent()) ?? "")?.[0]
  await button.click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText(`${count} 位`, { exact: true }).waitFor()
  expect(await page.textContent(".chips")).toContain("RFM 客群")
  expect(complaints).toEqual([])
})

test("the picture is also a table; a number in it opens that cell's customers", async () => {
  const { page } = await open(visit, "/insights")
  await page.getByRole("button", { name: "看表格" }).click()
  expect(await faultsOf(page)).toEqual([])
  const number = page.locator(".plain-table button").first()
  const count = await number.textContent()
  await number.click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText(`${count} 位`, { exact: true }).waitFor()
})

test("the figures can be taken away as CSV", async () => {
  const { page } = await open(visit, "/insights")
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载 CSV" }).click(),
  ])
  const lines = readFileSync(await saved.path(), "utf8").split("\r\n")
  expect(lines[0]).toMatch(/^\uFEFF客群,R,F,/)
  expect(lines.length).toBeGreaterThan(5)
})

test("it says how it was computed", async () => {
  const { page } = await open(visit, "/insights")
  await page.getByRole("button", { name: "怎么算的" }).click()
  const dialog = page.getByRole("dialog")
  expect(await dialog.textContent()).toContain("前四份的上界")
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "hidden" })
})

test("the segments to filter by are those that the analysis offers", async () => {
  const { page, complaints } = await open(visit, "/customers")
  await page.getByRole("button", { name: "加条件" }).click()
  await page.getByLabel("问什么").selectOption("@segment")
  await page.getByLabel("快要沉睡").waitFor()
  expect(await page.locator(".ticks label").count()).toBe(11)
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})
