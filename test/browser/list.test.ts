import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import {
  comeIn,
  faultsOf,
  open,
  overhangOf,
  phone,
  picture,
  press,
  settle,
  type Visit,
} from "./page.ts"
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
  await again.page.getByText(`${inXiamen} 位`).waitFor()
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

test("a view keeps conditions, order and columns; its address opens it again, and changes are said", async () => {
  const { page } = await open(visit, "/customers?cols=phones,city:180,kind&sort=name")
  await page.getByRole("button", { name: "存为视图" }).click()
  await page.getByLabel("名称").fill("厦门的")
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press("Enter")
  await page.waitForURL(/\?view=[0-9a-f-]{36}$/)
  await settle(page)
  const { pathname, search } = new URL(page.url())
  const again = await open(visit, pathname + search)
  const tab = again.page.getByRole("navigation", { name: "视图" }).getByText("厦门的")
  expect(await tab.getAttribute("aria-current")).toBe("page")
  expect(await headsOn(again.page)).toEqual(["客户", "电话", "城市", "个人或单位"])
  expect(again.page.url()).toBe(page.url())
  await again.page.getByLabel("排序").selectOption("-number")
  await again.page.getByText("有改动，没存").waitFor()
  await again.page.getByRole("button", { name: "保存" }).click()
  await again.page.getByText("有改动，没存").waitFor({ state: "detached" })
  await page.reload()
  await settle(page)
  expect(await page.locator('[aria-label="排序"]').inputValue()).toBe("-number")
})

test("a view is renamed, opens the list, is deleted and brought back", async () => {
  const { page } = await open(visit, "/customers?view=all&sort=number")
  await page.getByRole("button", { name: "存为视图" }).click()
  await page.getByLabel("名称").fill("按号")
  await page.keyboard.press("Enter")
  await page.getByText("已存下“按号”").waitFor()
  await page.getByRole("button", { name: "管理视图" }).click()
  const sheet = page.getByRole("dialog")
  await sheet.getByRole("button", { name: "给“按号”改名" }).click()
  await sheet.getByLabel("名称").fill("按客户号")
  await page.keyboard.press("Enter")
  await sheet.getByRole("button", { name: "打开客户列表时先看“按客户号”" }).click()
  await sheet.locator(".view-actions .on").nth(2).waitFor()
  expect(await faultsOf(page)).toEqual([])
  const { page: next } = await open(visit, "/customers")
  await next.waitForURL(/\?view=[0-9a-f-]{36}$/)
  await sheet.getByRole("button", { name: "删除“按客户号”" }).click()
  await page.getByText("已删除“按客户号”").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "撤销" }).click()
  await page.getByRole("navigation", { name: "视图" }).getByText("按客户号").waitFor()
  await page.getByRole("button", { name: "管理视图" }).click()
  await sheet.getByRole("button", { name: "删除“按客户号”" }).click()
  await page.getByText("已删除“按客户号”").waitFor()
})

test("columns are shown, moved and widened by keyboard", async () => {
  const { page } = await open(visit, "/customers?view=all&cols=phones,city")
  await page.getByRole("button", { name: /列$/ }).click()
  const sheet = page.getByRole("dialog")
  await sheet.getByRole("checkbox", { name: "邮箱" }).check()
  await sheet.getByRole("checkbox", { name: "邮箱" }).focus()
  await page.keyboard.press("Alt+ArrowUp")
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press("Escape")
  await settle(page)
  expect(await headsOn(page)).toEqual(["客户", "电话", "邮箱", "城市"])
  await page.getByRole("button", { name: /“城市”的列宽/ }).focus()
  await press(page, "ArrowRight ArrowRight")
  expect(new URL(page.url()).searchParams.get("cols")).toBe("phones,emails,city:132")
})

test("rows are chosen by keyboard and by range, all but some too; what is chosen goes out", async () => {
  const { page } = await open(visit, "/customers?view=all&sort=number&cols=phones")
  await press(page, "j x Shift+ArrowDown Shift+ArrowDown")
  const bar = page.getByRole("region", { name: "对选中的客户" })
  await bar.getByText("已选 3 位").waitFor()
  await page
    .locator(".grid-row .tick input")
    .nth(10)
    .click({ modifiers: ["Shift"] })
  await bar.getByText("已选 10 位").waitFor()
  expect(await faultsOf(page)).toEqual([])
  await bar.getByRole("button", { name: "选中全部" }).click()
  await press(page, "x")
  await bar.getByText(`已选 ${shopSize - 1} 位`).waitFor()
  await press(page, "e")
  const sheet = page.getByRole("dialog")
  await sheet.getByLabel("CSV").check()
  expect(await faultsOf(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sheet.getByRole("button", { name: "导出" }).click(),
  ])
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n")
  expect(lines[0]).toBe("\uFEFF客户编号,客户,电话")
  expect(lines).toHaveLength(shopSize)
  await press(page, "Escape")
  await bar.waitFor({ state: "detached" })
})

test("those who are chosen get a tag, and lose it again as one", async () => {
  const { page } = await open(visit, "/customers?view=all&sort=number&cols=tags")
  await press(page, "j x Shift+ArrowDown Shift+ArrowDown t")
  await page.getByRole("dialog").getByLabel("标签", { exact: true }).fill("老朋友")
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press("Enter")
  await page.getByText("已给 3 位加上“老朋友”").waitFor()
  await page.locator(".grid-row").nth(3).getByText("老朋友").waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole("button", { name: "撤销" }).click()
  await page.getByText("标签“老朋友”已撤销").waitFor()
  await page.locator(".grid-row").getByText("老朋友").first().waitFor({ state: "detached" })
})

test("two that are chosen are laid side by side", async () => {
  const { page } = await open(visit, "/customers?view=all&sort=number")
  await press(page, "j x Shift+ArrowDown")
  await page.getByRole("link", { name: "并排比较" }).click()
  await page.waitForURL(/tab=sources&join=[0-9a-f-]{36}$/)
  await settle(page)
  const sheet = page.getByRole("dialog")
  expect(await sheet.getByRole("columnheader").count()).toBeGreaterThan(1)
  expect(await faultsOf(page)).toEqual([])
})

test("a name that was typed is still there when the network was gone", async () => {
  const { page } = await open(visit, "/customers?view=all&sort=-number")
  await page.getByRole("button", { name: "存为视图" }).click()
  await page.getByLabel("名称").fill("断网时写的")
  await page.context().setOffline(true)
  await page.keyboard.press("Enter")
  await page.locator(".ant-message-error").waitFor(patiently)
  expect(await page.getByLabel("名称").inputValue()).toBe("断网时写的")
  await page.context().setOffline(false)
  await page.getByRole("button", { name: "存下" }).click()
  await page.getByText("已存下“断网时写的”").waitFor()
})

test("on a phone customers are chosen by a tap once one says so", async () => {
  const { page } = await open(visit, "/customers?view=all", phone)
  await page.getByRole("button", { name: "选择" }).tap()
  await page.locator(".card input").nth(1).tap()
  await page.getByText("已选 1 位").waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(await overhangOf(page)).toBe(0)
})

test("on a phone a row is two lines, and the whole row is the target", async () => {
  const { page } = await open(visit, "/customers", phone)
  const row = page.getByRole("listitem").first().getByRole("link")
  expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await row.tap()
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
})

/** The names of the columns. */
async function headsOn(page: Page): Promise<readonly string[]> {
  return (await page.getByRole("columnheader").allTextContents()).filter((head) => head !== "")
}

/** The different names on the list, in the order of their characters. */
async function namesOn(page: Page): Promise<readonly string[]> {
  return [...new Set(await page.locator(".grid-row .who b").allTextContents())].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
}
