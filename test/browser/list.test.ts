import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import { comeIn, faultsOf, open, phone, picture, press, settle, type Visit } from "./page.ts"
import { importPeople, shopSize } from "./shop.ts"

const patiently = { timeout: 20_000 } as const
let visit: Visit

beforeAll(async () => {
  const data = join(newPlace(), "data")
  await importPeople(data)
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
})

afterAll(() => visit?.browser.close())

test("by keyboard alone: to the list, to a row, into it, and back to the same place", async () => {
  const { page, complaints } = await open(visit, "/")
  await press(page, "g c")
  await page.waitForURL(/\/customers$/)
  await settle(page)
  expect(await page.title()).toContain("客户")
  await press(page, "j j j")
  const name = await page.evaluate(() => document.activeElement?.textContent)
  expect(name?.length).toBeGreaterThan(1)
  await press(page, "Enter")
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/)
  await page.goBack()
  await page.getByText(`${shopSize} 位`).waitFor()
  expect(await page.locator(".grid-row .who").allTextContents()).toContain(name)
  expect(complaints).toEqual([])
})

test("somebody is found by name and by pinyin, and the words never enter the address", async () => {
  const { page } = await open(visit, "/customers")
  for (const [words, names] of [
    ["林雅婷", ["林雅婷"]],
    ["linyating", ["林雅婷"]],
    ["lyt", ["刘雅婷", "李雅婷", "林雅婷"]],
  ] as const) {
    await press(page, "/")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(words)
    await expect.poll(() => namesOn(page), patiently).toEqual(names)
    expect(page.url()).not.toMatch(/lin|lyt|%/i)
    await page.waitForFunction((asked) => history.state.words === asked, words)
    await page.keyboard.press("Escape")
  }
  await page.reload()
  await settle(page)
  expect(await page.inputValue(".finder input")).toBe("lyt")
})

test("the list as it was says so, opens customers as they were, and leads back to now", async () => {
  const instant = new Date().toISOString()
  const { page, complaints } = await open(visit, `/customers?asOf=${instant}`)
  await page.getByText(`${shopSize} 位`).waitFor()
  await page.getByText("只能看").waitFor()
  expect(await page.locator(".grid-row a.who").first().getAttribute("href")).toContain("asOf=")
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "list-as-it-was")
  await page.getByRole("link", { name: "回到现在" }).click()
  await page.waitForURL(/\/customers$/)
  expect(complaints).toEqual([])
})

test("nothing found says so and gives a way back", async () => {
  const { page } = await open(visit, "/customers")
  await page.fill(".finder input", "没有这个人")
  await page.getByText("没有搜到客户").waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole("button", { name: "清空搜索" }).click()
  await page.getByText(`${shopSize} 位`).waitFor()
})

test("a condition becomes a chip and an address that can be shared, without saying what it asks", async () => {
  const { page } = await open(visit, "/customers")
  await press(page, "f")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("问什么").selectOption("city")
  await dialog.getByLabel("值").fill("厦门市")
  await page.keyboard.press("Enter")
  await page.waitForURL(/\?q=[0-9a-f-]{36}$/)
  await settle(page)
  const inXiamen = Math.ceil((shopSize - 1) / 3)
  await page.getByText(`${inXiamen} 位`).waitFor()
  const again = await open(visit, new URL(page.url()).pathname + new URL(page.url()).search)
  expect(await again.page.textContent(".chips")).toContain("厦门市")
  expect(await again.page.textContent(".summary b")).toContain(String(inXiamen))
  await page.getByRole("button", { name: "去掉条件：城市" }).click()
  await page.getByText(`${shopSize} 位`).waitFor()
  await page.goBack()
  await page.getByText(`${inXiamen} 位`).waitFor()
})

test("all rows can be scrolled to, and only those in sight are in the document", async () => {
  const { page } = await open(visit, "/customers?sort=number")
  const last = page.locator(`[aria-rowindex="${shopSize + 1}"]`)
  await expect
    .poll(async () => {
      await page.evaluate(() => document.querySelector(".rows-box")?.scrollBy(0, 100_000))
      return last.count()
    }, patiently)
    .toBe(1)
  expect(await page.locator(".grid-row").count()).toBeLessThan(80)
})

test("rows are sorted by a column's head, and the address says so", async () => {
  const { page } = await open(visit, "/customers")
  await page.getByRole("columnheader", { name: "客户号" }).getByRole("link").click()
  await settle(page)
  expect(page.url()).toContain("sort=number")
  expect(await page.locator('[aria-sort="ascending"]').textContent()).toContain("客户号")
})

test("on a phone a row is two lines, and the whole row is the target", async () => {
  const { page } = await open(visit, "/customers", phone)
  const row = page.getByRole("listitem").first().getByRole("link")
  expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await row.tap()
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
})

/** The different names on the list, in the order of their characters. */
async function namesOn(page: Page): Promise<readonly string[]> {
  return [...new Set(await page.locator(".grid-row .who b").allTextContents())].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
}
