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

// A file comes in through the page: looked at, mapped, foreseen, imported, taken back.

const people = [
  "会员号,姓名,手机,邮箱,城市,备注",
  "V1,张伟,138 0013 8000,zw@example.com,杭州市,老客户",
  "V2,李娜,13912345678,ln@example.com,上海市,",
  "V3,张伟,+86 138-0013-8000,zw@example.com,杭州市,常来",
  ",,,,,",
  "V5,陈静,13600002222",
  "",
].join("\n")

const csv = (name: string, content: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content),
})

let visit: Visit

beforeAll(async () => {
  const data = join(newPlace(), "data")
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
})

afterAll(() => visit?.browser.close())

/** Chooses a file on the page of imports and waits for the batch that it becomes. */
async function choose(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles(file)
  await page.getByText("各列放到哪里").waitFor()
  await settle(page)
}

test("a file is looked at, mapped, foreseen, imported, and taken back with one key", async () => {
  const { page, complaints } = await open(visit, "/collect")
  await choose(page, csv("会员.csv", people))
  await page.getByLabel("“备注”放到哪里").selectOption({ label: "标签" })
  await page.getByText("改动已存").waitFor()
  await page.reload()
  await settle(page)
  expect(await page.getByLabel("“备注”放到哪里").inputValue()).toBe("tags")
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole("button", { name: "看看会怎样" }).click()
  await page.getByText("会收下 3 行").waitFor()
  expect(await page.textContent(".lead")).toContain("2 行会退回")
  await page.getByText("这一行有 3 格，表头有 6 格").waitFor()
  await page.getByRole("button", { name: "新客户 2" }).waitFor()
  expect(await page.textContent(".foreseen-rows")).toContain("李娜")
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole("button", { name: "导入 3 行" }).click()
  await page.getByText("已导入 3 行").waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  const batch = page.url()
  const href = (await page.getByRole("link", { name: "下载这些行" }).getAttribute("href")) ?? ""
  const rejected = await page.evaluate(async (path) => (await fetch(path)).text(), href)
  expect(rejected).toContain("陈静")

  await page.getByRole("button", { name: "看这批的客户" }).click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText("2 位").first().waitFor()
  expect(await page.textContent(".rows-box")).toContain("李娜")

  await page.goto(batch)
  await page.getByText("已导入 3 行").waitFor()
  await press(page, "u")
  await page.getByText("已撤销。").waitFor()
  await page.getByText("2 位客户没有了，0 位变回没有这批时的样子").waitFor()
  await page.getByRole("heading", { name: "一位一位看" }).waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "undone")
  await page.goto(`${visit.server.url}/customers`)
  await page.getByText("还没有客户").waitFor()
  expect(complaints).toEqual([])
})

test("a file that is no table is refused with what, where and how to mend; the form stays", async () => {
  const { page } = await open(visit, "/collect")
  await page.getByLabel("名单：单位").check()
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ ...csv("客户.xlsx", ""), buffer: Buffer.from("PK\u0003\u0004 not a table") })
  const alert = page.getByRole("alert")
  await alert.getByText("客户.xlsx 没收下").waitFor()
  expect(await alert.textContent()).toMatch(/压缩包|表格/)
  expect(await page.getByLabel("名单：单位").isChecked()).toBe(true)
  expect(await page.getByLabel("编码").isVisible()).toBe(true)
  expect(await faultsOf(page)).toEqual([])
  await page.getByLabel("名单：个人").check()
  await choose(page, csv("又一份.csv", people))
  expect(await page.textContent(".lead")).toContain("又一份.csv 已收到")
})

test("what was read wrongly is read another way, and a file that is not wanted leaves nothing", async () => {
  const { page } = await open(visit, "/collect")
  await choose(page, csv("分号.csv", "姓名,地址;手机\n张三,福州;13800001111\n"))
  const before = page.url()
  await page.getByRole("button", { name: "读法不对" }).click()
  await page.getByRole("dialog").getByLabel("分隔符").selectOption({ label: "分号" })
  await page.getByRole("button", { name: "按这样重读" }).click()
  await page.waitForURL((url) => url.href !== before)
  await page.getByRole("rowheader", { name: "姓名,地址" }).waitFor()
  await page.getByRole("button", { name: "丢掉这份文件" }).click()
  await page.waitForURL(/\/collect$/)
  await page.getByText("已丢掉").waitFor()
  const gone = await open(visit, new URL(before).pathname)
  await gone.page.getByText("没有这一批").waitFor()
  expect(await faultsOf(gone.page)).toEqual([])
})

test("on a phone the same is done with a thumb, and nothing hangs over", async () => {
  const { page } = await open(visit, "/collect", phone)
  await choose(page, csv("手机.csv", people.replaceAll("V", "W")))
  expect(await overhangOf(page)).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole("button", { name: "看看会怎样" }).tap()
  await page.getByRole("button", { name: "导入 3 行" }).tap()
  await page.getByText("已导入 3 行").waitFor()
  await settle(page)
  expect(await overhangOf(page)).toBe(0)
  expect(await faultsOf(page)).toEqual([])
})

test("what would change is shown value by value before anything does", async () => {
  const { page, complaints } = await open(visit, "/collect")
  const rows = "会员号,姓名,手机,城市\nK1,何平,13500135001,福州市\nK2,何安,13500135002,福州市\n"
  await choose(page, csv("对照.csv", rows))
  await page.getByRole("button", { name: "看看会怎样" }).click()
  await page.getByRole("button", { name: "导入 2 行" }).click()
  await page.getByText("已导入 2 行").waitFor()
  await page.goto(`${visit.server.url}/collect`)
  const changed = rows.replace("13500135001", "13500135009").replace("K2,何安", "K3,何平")
  await choose(page, csv("对照.csv", `${changed}K4,何平,13500135001,\n`))
  await page.getByRole("button", { name: "看看会怎样" }).click()
  await page.getByRole("button", { name: "会改值 1" }).click()
  await settle(page)
  expect(await page.textContent(".value-changes")).toContain("135 0013 5001135 0013 5009")
  await page.getByRole("row", { name: "电话 1 0 0" }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(await overhangOf(page)).toBe(0)
  await picture(page, "foresight")
  await page.setViewportSize({ width: phone.width, height: 844 })
  await settle(page)
  expect(await overhangOf(page)).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "foresight-phone")
  expect(complaints).toEqual([])
})

test("rejected rows are mended in place and sent again; the next file is read as the last one", async () => {
  const { page, complaints } = await open(visit, "/collect")
  const rows = "会员号,姓名,手机,暗号\nR1,何欢,13500135011,a\nR2,何喜\n,,,\n"
  await choose(page, csv("待改.csv", rows))
  await page.getByLabel("“暗号”放到哪里").selectOption({ label: "标签" })
  await page.getByText("改动已存").waitFor()
  await page.getByRole("button", { name: "看看会怎样" }).click()
  await page.getByRole("button", { name: "导入 1 行" }).click()
  await page.getByText("已导入 1 行").waitFor()
  const first = page.url()
  await page.getByLabel("第 2 行，手机").fill("13500135012")
  await page.keyboard.press("Enter")
  await page.keyboard.type("13500135013")
  expect(await page.getByLabel("第 3 行，手机").inputValue()).toBe("13500135013")
  await page.keyboard.press("Escape")
  expect(await page.getByLabel("第 3 行，手机").inputValue()).toBe("")
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "mend")
  await page.setViewportSize({ width: phone.width, height: 844 })
  await settle(page)
  expect(await overhangOf(page)).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "mend-phone")
  await page.getByRole("button", { name: "再送 1 行" }).click()
  await page.waitForURL((url) => url.href !== first)
  await page.getByText("已导入 1 行，一行不退").waitFor()
  await page.goto(first)
  await page.getByRole("link", { name: "改好" }).waitFor()

  await page.goto(`${visit.server.url}/collect`)
  await choose(page, csv("待改.csv", "会员号,姓名,手机,暗号,城市\nR4,何乐,13500135014,b,福州市\n"))
  expect(await page.textContent(".memory-note")).toContain("4 列一样，1 列是新的：城市")
  expect(await page.getByLabel("“暗号”放到哪里").inputValue()).toBe("tags")
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "memory")
  await page.getByRole("button", { name: "不用上次的" }).click()
  await page.getByRole("button", { name: "按上次的填" }).waitFor()
  expect(await page.getByLabel("“暗号”放到哪里").inputValue()).toBe("")
  await page.getByRole("button", { name: "忘掉上次的" }).click()
  await page.getByText("忘了，下次从头猜").waitFor()
  await page.locator(".memory-note").waitFor({ state: "detached" })
  expect(complaints).toEqual([])
})

test("whoever leaves in the middle finds the work going on, or done, also on a phone", async () => {
  const { page } = await open(visit, "/collect", phone)
  const lines = Array.from(
    { length: 6_000 },
    (_none, at) => `L${at},客户${at},137${10_000_000 + at}`,
  )
  await choose(page, csv("大份.csv", `会员号,姓名,手机\n${lines.join("\n")}\n`))
  const batch = new URL(page.url()).pathname
  await page.getByRole("button", { name: "看看会怎样" }).tap()
  await page.close()
  const back = await open(visit, batch, phone)
  const run = back.page.getByRole("button", { name: "导入 6,000 行" })
  await run.waitFor()
  expect(await overhangOf(back.page)).toBe(0)
  await run.tap()
  await back.page
    .getByText(/还要|可以离开这一页|已导入/)
    .first()
    .waitFor()
  await back.page.close()
  const again = await open(visit, batch, phone)
  await again.page.getByText("已导入 6,000 行").waitFor()
  expect(await faultsOf(again.page)).toEqual([])
  expect([...back.complaints, ...again.complaints]).toEqual([])
})

test("how far a source is trusted can be changed", async () => {
  const { page } = await open(visit, "/collect?tab=sources")
  await page.getByRole("button", { name: "改“手机”" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("slider").fill("0.8")
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole("button", { name: "保存" }).click()
  await page.getByText("“手机”改好了").waitFor()
  await settle(page)
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "手机" }) })
  expect(await row.textContent()).toContain("0.80")
  expect(await faultsOf(page)).toEqual([])
})
