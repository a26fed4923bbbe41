import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import { comeIn, faultsOf, open, overhangOf, picture, press, settle, type Visit } from "./page.ts"

let visit: Visit

beforeAll(async () => {
  const data = join(newPlace(), "data")
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
})

afterAll(() => visit?.browser.close())

test("an empty house says what to do first", async () => {
  const { page, complaints } = await open(visit, "/")
  await page.getByText("从这里开始").waitFor()
  await picture(page, "first-start")
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole("link", { name: "导入文件" }).click()
  await page.waitForURL(/\/collect$/)
  expect(complaints).toEqual([])
})

test("an empty list leads to the import, not to a dead end", async () => {
  const { page } = await open(visit, "/customers")
  await page.getByText("还没有客户").waitFor()
  expect(await page.getByRole("link", { name: "导入文件" }).count()).toBe(1)
})

test("without orders there is no picture, and the page says what it needs", async () => {
  const { page } = await open(visit, "/insights")
  await page.getByRole("button", { name: "现在算" }).click()
  await page.getByText("还不能分群").waitFor()
  expect(await faultsOf(page)).toEqual([])
})

test("the language changes at once and is kept", async () => {
  const { page } = await open(visit, "/")
  await page.getByRole("button", { name: "English" }).click()
  await page.getByText("Start here").waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en")
  await page.reload()
  await page.getByText("Start here").waitFor()
})

test("the help shows the keys, and leaves on Esc", async () => {
  const { page } = await open(visit, "/")
  await press(page, "?")
  const help = page.getByRole("dialog")
  expect(await help.textContent()).toContain("搜索客户")
  await page.keyboard.press("Escape")
  await help.waitFor({ state: "hidden" })
})

test("the first thing on the page skips to the content", async () => {
  const { page } = await open(visit, "/")
  await page.keyboard.press("Tab")
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文")
})

test("nothing sticks out at 360 px", async () => {
  const narrow = { language: "zh", mode: "light", width: 360 } as const
  for (const path of ["/", "/customers", "/insights"]) {
    const { page } = await open(visit, path, narrow)
    expect(await overhangOf(page)).toBe(0)
  }
})

test("without a session the page says how to come in", async () => {
  const context = await visit.browser.newContext({ locale: "zh-CN" })
  const page = await context.newPage()
  await page.goto(visit.server.url)
  await page.getByText("这个浏览器还没有登录").waitFor()
  expect(await page.textContent("main")).toContain("一次性链接")
  await context.close()
})

test("an address that leads nowhere says so", async () => {
  const { page } = await open(visit, "/nowhere")
  await page.getByRole("heading", { level: 1, name: "没有这一页" }).waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
})

test("the first visit costs at most 350 kB of script", async () => {
  const { page } = await open(visit, "/")
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  )
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(350_000)
})
