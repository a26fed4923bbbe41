import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { answerOf, newPlace, startServer } from "../journeys/program.ts"
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

// One woman in two sources: what is known of her, why, and how we know that she is one.

const identity = "11010519491231002X"
const orders = 55

let visit: Visit
let customer: string
let data: string
let secondRecord: string

beforeAll(async () => {
  data = join(newPlace(), "data")
  const server = await startServer({ data })
  await importCsv("members", {
    args: ["--source", "门店会员", "--key", "编号"],
    lines: [
      "编号,姓名,手机,邮箱,出生日期,身份证号,城市",
      `M1,林晓雯,１３８-0059-2716,lin@example.com,1988-03-06,${identity},福州市`,
      "M2,黄丽华,13912345678,huang@example.com,1990-05-01,,厦门市",
    ],
  })
  await importCsv("fair", {
    args: ["--source", "家博会"],
    lines: ["姓名,手机,邮箱,城市", "林晓雯,13900001111,lin@example.com,泉州市"],
  })
  await importCsv("orders", {
    args: ["--source", "门店会员", "--as", "orders", "--key", "客户编号"],
    lines: [
      "客户编号,下单日期,数量,金额",
      ...Array.from({ length: orders }, (_, i) => orderLine(i)),
    ],
  })
  visit = await comeIn(await launchBrowser(), server)
  const { page } = await open(visit, "/customers")
  customer =
    (await page.locator(".grid-row a.who", { hasText: "林晓雯" }).getAttribute("href")) ?? ""
  const joins = await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/v1${customer}/joins`,
  )
  const { members } = z.object({ members: z.array(z.object({ record: z.string() })) }).parse(joins)
  secondRecord = members[1]?.record ?? ""
})

afterAll(() => visit?.browser.close())

test("a value pressed with the mouse says why it is what it is, and gives the focus back", async () => {
  const { page, complaints } = await open(visit, customer)
  await page
    .getByRole("button", { name: "城市" })
    .or(page.getByRole("button", { name: "地址" }))
    .first()
    .click()
  const dialog = page.getByRole("dialog", { name: "为什么是" })
  await dialog.getByText("谁说的").waitFor()
  await settle(page)
  const told = await dialog.textContent()
  expect(told).toContain("第 1 批，第 1 行")
  expect(told).toContain("合计")
  expect(told).toContain("家博会")
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("ask")
  expect(complaints).toEqual([])
})

test("by keyboard: w goes to the values, ? asks, and the sum is told", async () => {
  const { page } = await open(visit, customer)
  await press(page, "w")
  await page.keyboard.press("?")
  const dialog = page
    .getByRole("dialog", { name: "为什么是林晓雯" })
    .or(page.getByRole("dialog", { name: "为什么是 林晓雯" }))
  await dialog.getByText("采用它，因为 2 份记录说的都一样。").waitFor()
  expect(await dialog.locator("tfoot").textContent()).toMatch(/合计[+−]\d/)
  await press(page, "Escape")
  await dialog.waitFor({ state: "detached" })
})

test("a sealed value shows its ends only, wherever it stands", async () => {
  const { page } = await open(visit, customer)
  expect(await page.textContent("main")).not.toContain(identity)
  expect(await page.textContent(".facts")).toMatch(/身份证号.*\*/)
  await page.getByRole("img", { name: "加密保存" }).waitFor()
  const sources = await open(visit, `${customer}?tab=sources`)
  expect(await sources.page.textContent("main")).not.toContain(identity)
})

test("the timeline goes on to the very first event", async () => {
  const { page } = await open(visit, customer)
  await page.getByRole("heading", { name: "2026 年 10 月" }).waitFor()
  await expect
    .poll(
      async () => {
        await page.evaluate(() => document.querySelector("main")?.scrollBy(0, 100_000))
        return page.locator(".month li").count()
      },
      { timeout: 20_000 },
    )
    .toBe(orders)
  await page.getByText(`到头了，一共 ${orders} 次`).waitFor()
})

test("the table of sources marks what counts; the joins say what they rest on", async () => {
  const { page } = await open(visit, `${customer}?tab=sources`)
  const city = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "城市" }) })
  expect(await city.locator("td.chosen").textContent()).toContain("福州市")
  expect(await city.locator("td:not(.chosen)").last().textContent()).toContain("泉州市")
  await page.getByRole("link", { name: "怎么合的" }).click()
  await page.getByText("2 份记录怎样成为一位客户").waitFor()
  await settle(page)
  expect(await page.textContent(".links")).toContain("同邮箱，同名")
  expect(await page.textContent("main")).toContain("只按完全一致的键合并")
  expect(await faultsOf(page)).toEqual([])
})

test("the id of a record that was joined leads here and says so; an id of nobody says so too", async () => {
  const { page } = await open(visit, `/customers/${secondRecord}`)
  await page.getByText("这个地址原来指向另一位客户").waitFor()
  const lost = await open(visit, "/customers/00000000-0000-4000-8000-000000000000")
  await lost.page.getByText("没有这位客户").waitFor()
  expect(await faultsOf(lost.page)).toEqual([])
})

test("what changed is told, and a change opens the page as it was, in the address and read only", async () => {
  const { page, complaints } = await open(visit, `${customer}?tab=history`)
  await page.waitForSelector(".changes li")
  expect(await page.locator(".changes").textContent()).toContain("家博会")
  await picture(page, "customer-history")
  await page.locator(".changes li:last-child a:has(time)").click()
  await page.waitForSelector(".as-it-was")
  expect(page.url()).toContain("asOf=")
  expect(await page.locator(".who-band").textContent()).toContain("林晓雯")
  expect(await page.locator(".as-it-was").count()).toBe(1)
  await picture(page, "customer-as-it-was")
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})

test("on a phone why comes from below, and sources stand one after the other", async () => {
  const { page } = await open(visit, customer, phone)
  await page.locator(".ask").first().tap()
  const sheet = page.getByRole("dialog", { name: "为什么是" })
  await sheet.getByText("谁说的").waitFor()
  const box = await sheet.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(840)
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole("button", { name: "关闭" }).tap()
  const sources = await open(visit, `${customer}?tab=sources`, phone)
  await sources.page.locator(".record-card").nth(1).waitFor()
  expect(await sources.page.locator(".record-card").count()).toBe(2)
  expect(await overhangOf(sources.page)).toBe(0)
  expect(await faultsOf(sources.page)).toEqual([])
})

test("by keyboard a record is taken away with a look at what follows, and u takes it back", async () => {
  const { page, complaints } = await open(visit, `${customer}?tab=sources`)
  await press(page, "s")
  const dialog = page.getByRole("dialog", { name: "把记录分出去" })
  await dialog.getByText("勾上不属于这位客户的记录").waitFor()
  await dialog.getByRole("checkbox").nth(1).press("Space")
  await dialog.getByText("用回").waitFor()
  await settle(page)
  const told = await dialog.textContent()
  expect(told).toContain("不会再自动合上")
  expect(told).toContain("泉州市")
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-separate")
  await dialog.getByRole("button", { name: "分出 1 份" }).click()
  await page.getByText("已分开，现在是 2 位").waitFor()
  await page.getByText("不与这位合并").waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-apart")
  await press(page, "u")
  await page.getByText("说过不是同一位").waitFor()
  await settle(page)
  expect(await page.getByRole("checkbox").count()).toBe(2)
  expect(complaints).toEqual([])
})

test("another customer is found and laid beside; joined, and taken back from the list of decisions", async () => {
  const { page, complaints } = await open(visit, `${customer}?tab=sources`)
  await press(page, "j")
  const dialog = page.getByRole("dialog", { name: "和谁合成一位" })
  await dialog.getByRole("searchbox").fill("黄丽华")
  await dialog.getByRole("button", { name: "黄丽华" }).click()
  await dialog.getByText("合成以后").waitFor()
  await settle(page)
  expect(await dialog.textContent()).toContain("不一样")
  expect(page.url()).not.toContain("%E9")
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-join")
  await dialog.getByRole("button", { name: "合成一位" }).click()
  await page.getByText("已合成一位").waitFor()
  await settle(page)
  expect(await page.getByRole("checkbox").count()).toBe(3)
  await page
    .getByRole("listitem")
    .filter({ hasText: "说过是同一位" })
    .getByRole("button", { name: "撤回" })
    .click()
  await expect.poll(() => page.getByRole("checkbox").count(), { timeout: 20_000 }).toBe(2)
  expect(complaints).toEqual([])
})

test("a value is edited where it stands: what it is read as is said first, and u brings the old one back", async () => {
  const { page, complaints } = await open(visit, customer)
  await page.getByRole("button", { name: "电话：138 0059 2716" }).focus()
  await page.keyboard.press("e")
  await page.getByRole("textbox", { name: "电话" }).fill("１３７-0013-7000")
  await page.locator(".checked").getByText("137 0013 7000").waitFor()
  expect(await page.locator(".checked").textContent()).toContain("已更正")
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-edit")
  await page.keyboard.press("Enter")
  await page.getByText("电话已更正").waitFor()
  await page.getByRole("button", { name: "电话：137 0013 7000" }).waitFor()
  await press(page, "u")
  await page.getByRole("button", { name: "电话：137 0013 7000" }).waitFor({ state: "detached" })
  expect(complaints).toEqual([])
})

test("a value is denied from its why, and the denial is taken away in the table of sources", async () => {
  const { page, complaints } = await open(visit, customer)
  await page.getByRole("button", { name: "电话：138 0059 2716" }).click()
  const dialog = page.getByRole("dialog", { name: "为什么是" })
  await dialog.getByRole("button", { name: "钉住" }).waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-deeds")
  await dialog.getByRole("button", { name: "否认" }).click()
  await page.getByRole("button", { name: "电话：138 0059 2716" }).waitFor({ state: "detached" })
  await page.getByRole("link", { name: "来源" }).first().click()
  await page.getByRole("button", { name: "电话 恢复，不再否认" }).click()
  await page.getByText("电话已撤掉手工的说法").waitFor()
  await page.getByRole("button", { name: "电话：138 0059 2716" }).waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-desk")
  expect(complaints).toEqual([])
})

test("a note is written by keyboard, pinned, stands in the timeline, and is deleted and brought back", async () => {
  const { page, complaints } = await open(visit, customer)
  await press(page, "n")
  await page.getByRole("textbox", { name: "记一笔" }).fill("只在下午接电话")
  await page.keyboard.press("Control+Enter")
  await page.locator(".notes").getByText("只在下午接电话").waitFor()
  await page.locator(".month").getByText("只在下午接电话").waitFor()
  await page.getByRole("button", { name: "置顶这条备注" }).click()
  await page.locator(".notes .pinned").waitFor()
  await settle(page)
  expect(await faultsOf(page)).toEqual([])
  await picture(page, "customer-note")
  await page.getByRole("button", { name: "删掉这条备注" }).click()
  await page.locator(".notes li").waitFor({ state: "detached" })
  await press(page, "u")
  await page.locator(".notes .pinned").waitFor()
  const small = await open(visit, customer, phone)
  await small.page.locator(".notes .pinned").waitFor()
  expect(await overhangOf(small.page)).toBe(0)
  expect(await faultsOf(small.page)).toEqual([])
  await small.page.locator(".notes-sheet").scrollIntoViewIfNeeded()
  await picture(small.page, "customer-note-phone")
  expect(complaints).toEqual([])
})

test("a trusted source that contradicts what was typed waits on Home, and is decided on the page", async () => {
  const { page, complaints } = await open(visit, customer)
  await page
    .getByRole("button", { name: "城市" })
    .or(page.getByRole("button", { name: "地址" }))
    .first()
    .focus()
  await page.keyboard.press("e")
  await page.locator(".value-editor input").fill("莆田市")
  await page.keyboard.press("Enter")
  await page.getByText("莆田市").first().waitFor()
  await trust(page, "门店会员", 0.9)
  await importCsv("members-later", {
    args: ["--source", "门店会员", "--key", "编号"],
    lines: [
      "编号,姓名,手机,邮箱,出生日期,身份证号,城市",
      `M1,林晓雯,13800592716,lin@example.com,1988-03-06,${identity},漳州市`,
    ],
  })
  const home = await open(visit, "/", { language: "en", mode: "dark", width: 1440 })
  await home.page.getByText("what came contradicts what was typed").waitFor()
  expect(await faultsOf(home.page)).toEqual([])
  await picture(home.page, "home-work-en-dark")
  await home.page.locator(".work a").click()
  await home.page.locator(".tasks").getByText("漳州市").waitFor()
  await settle(home.page)
  expect(await faultsOf(home.page)).toEqual([])
  await picture(home.page, "customer-task-en-dark")
  await home.page.getByRole("button", { name: "Keep mine" }).click()
  await home.page.locator(".tasks").waitFor({ state: "detached" })
  await press(home.page, "u")
  await home.page.getByRole("button", { name: "Take the new value" }).click()
  await home.page.locator(".tasks").waitFor({ state: "detached" })
  await home.page.locator(".facts").getByText("漳州市").waitFor()
  expect([...complaints, ...home.complaints]).toEqual([])
})

/** As an owner does who knows a source. */
async function trust(page: Page, source: string, of: number): Promise<void> {
  const status = await page.evaluate(
    async ([name, trusted]) => {
      const sources: { id: string; name: string }[] = await (await fetch("/api/v1/sources")).json()
      const id = sources.find((one) => one.name === name)?.id ?? ""
      const answer = await fetch(`/api/v1/sources/${id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json", "idempotency-key": `trust-${id}` },
        body: JSON.stringify({ trust: trusted }),
      })
      return answer.status
    },
    [source, of] as const,
  )
  expect(status).toBe(200)
}

interface File {
  readonly args: readonly string[]
  readonly lines: readonly string[]
}

async function importCsv(name: string, { args, lines }: File): Promise<void> {
  const file = join(data, `../${name}.csv`)
  writeFileSync(file, `${lines.join("\n")}\n`)
  await answerOf(z.looseObject({ accepted: z.int() }), ["import", file, ...args], { data })
}

function orderLine(i: number): string {
  const month = String(1 + (i % 10)).padStart(2, "0")
  const day = String(1 + (i % 28)).padStart(2, "0")
  return `M1,2026-${month}-${day},${1 + (i % 3)},${(10 + i).toFixed(2)}`
}
