import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newPlace, startServer } from "../journeys/program.ts"
import { launchBrowser } from "./browser.ts"
import {
  comeIn,
  faultsOf,
  go,
  open,
  openWindow,
  overhangOf,
  picture,
  type Look,
  type Opened,
  type Visit,
} from "./page.ts"
import { fillShop } from "./shop.ts"

// Every page, as everyone sees it: both languages, light and dark, desk and phone.

let visit: Visit
let customer: string

beforeAll(async () => {
  const data = join(newPlace(), "data")
  await fillShop(data)
  visit = await comeIn(await launchBrowser(), await startServer({ data }))
  const { page } = await open(visit, "/customers?sort=number")
  customer = (await page.locator(".grid-row a.who").first().getAttribute("href")) ?? ""
})

afterAll(() => visit?.browser.close())

const pages = [
  ["home", () => "/"],
  ["customers", () => "/customers"],
  ["customer", () => customer],
  ["customer-sources", () => `${customer}?tab=sources`],
  ["collect", () => "/collect"],
  ["batch", () => "/collect/1"],
  ["insights", () => "/insights"],
] as const

const looks: readonly Look[] = (["zh", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((mode) =>
    [1440, 390].map((width) => ({ language, mode, width })),
  ),
)

describe.each(looks)("in $language, $mode, $width px", (look) => {
  let opened: Opened

  beforeAll(async () => {
    opened = await openWindow(visit, look)
  })

  afterAll(() => opened?.page.context().close())

  test.each(pages)("%s", async (name, pathOf) => {
    const { page, complaints } = opened
    complaints.length = 0
    await go(visit, opened, pathOf())
    await picture(page, `${name}-${look.language}-${look.mode}-${look.width}`)
    expect(await page.locator(".trouble").allTextContents()).toEqual([])
    expect(await overhangOf(page)).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
