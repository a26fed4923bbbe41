import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { answerOf, newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import { comeIn, faultsOf, open, overhangOf, picture, type Look, type Visit } from "./page.ts"
import { fillShop } from "./shop.ts"

let visit: Visit

beforeAll(async () => {
  const data = join(newPlace(), "data")
  await fillShop(data)
  await importMembers(data)
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
})

afterAll(() => visit?.browser.close())

const places = ["福建,福州市", "福建,厦门市", "浙江,杭州市", "广东,深圳市", "新疆,", ","]

/** Members of all over the country, with what the shop does not ask: where, what, how learned. */
async function importMembers(data: string): Promise<void> {
  const file = join(data, "../members.csv")
  const lines = Array.from({ length: 60 }, (_, i) => {
    const sex = ["男", "女", ""][i % 3]
    const born = ["1985-03-02", "1991", "2001-11", ""][i % 4]
    return `M${i},会员${i},${sex},${born},${places[(i * i) % 6]},${["教师", "司机", ""][i % 3]}`
  })
  writeFileSync(file, ["编号,姓名,性别,出生日期,省份,城市,职业", ...lines, ""].join("\n"))
  const args = ["import", file, "--source", "会员", "--key", "编号"]
  await answerOf(z.looseObject({ accepted: z.int() }), args, { data })
}

const looks: readonly Look[] = [
  { language: "zh", mode: "light", width: 1440 },
  { language: "en", mode: "dark", width: 1440 },
  { language: "zh", mode: "dark", width: 390 },
  { language: "en", mode: "light", width: 390 },
]
const aspects = ["age", "province", "occupation", "new", "source"] as const

test.each(looks)("who the customers are, in $language, $mode, at $width px", async (look) => {
  const found: string[] = []
  for (const by of aspects) {
    const { page, complaints } = await open(visit, `/insights/composition?by=${by}`, look)
    await picture(page, `composition-${by}-${look.language}-${look.mode}-${look.width}`)
    const overhang = await overhangOf(page)
    found.push(...complaints, ...(await faultsOf(page)).map((fault) => `${by} ${fault}`))
    if (overhang > 0) found.push(`${by} hangs over by ${overhang} px`)
    await page.context().close()
  }
  expect(found).toEqual([])
})

test("a province opens its customers, as many as its square says", async () => {
  const { page } = await open(visit, "/insights/composition?by=province")
  const square = page.locator(".provinces button").first()
  const count = await square.locator("small").textContent()
  await square.click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText(`${count} 位`, { exact: true }).waitFor()
  expect(await page.textContent(".chips")).toContain("省份")
})

test("the ages are also a table and a file; a number opens that band's customers", async () => {
  const { page } = await open(visit, "/insights/composition")
  await page.getByRole("button", { name: "看表格" }).click()
  expect(await faultsOf(page)).toEqual([])
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载 CSV" }).click(),
  ])
  expect(readFileSync(await saved.path(), "utf8").split("\r\n")[0]).toMatch(/^\uFEFF年龄,/)
  const number = page.locator(".plain-table button", { hasText: /[1-9]/ }).first()
  const count = await number.textContent()
  await number.click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText(`${count} 位`, { exact: true }).waitFor()
  expect(await page.textContent(".chips")).toContain("出生日期")
})

test("first orders by month: who has not ordered is told and opens", async () => {
  const { page } = await open(visit, "/insights/composition?by=new")
  await page.getByText("首次下单", { exact: true }).click()
  const never = page.getByRole("button", { name: /^还没有下过单/ })
  const count = /[\d,]+/.exec((await never.textContent()) ?? "")?.[0]
  await never.click()
  await page.waitForURL(/\/customers\?q=/)
  await page.getByText(`${count} 位`, { exact: true }).waitFor()
  expect(await page.textContent(".chips")).toContain("订单")
})
