import { mkdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join, resolve } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { z } from "zod"
import type { Running } from "../journeys/program.ts"

// A person at a browser: comes in by the one-time link, looks, types, presses keys.

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const pictures = resolve("test-output/pages")

/** How somebody looks at the page. */
export interface Look {
  readonly language: "zh" | "en"
  readonly mode: "light" | "dark"
  /** px; below 768 the page is worked with a thumb. */
  readonly width: number
}

const desk: Look = { language: "zh", mode: "light", width: 1440 }
export const phone: Look = { language: "zh", mode: "light", width: 390 }

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>

/** A house with its door open, and the key of whoever came in. */
export interface Visit {
  readonly browser: Browser
  readonly server: Running
  readonly session: Session
}

/** Comes in by the one-time link; everything afterwards uses the session it gave. */
export async function comeIn(browser: Browser, server: Running): Promise<Visit> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(server.link)
  const session = await context.storageState()
  await context.close()
  return { browser, server, session }
}

/** A page that somebody looks at, and what the browser complained of meanwhile. */
export interface Opened {
  readonly page: Page
  readonly complaints: string[]
}

/** Opens an address and waits until nothing on it is on the way any more. */
export async function open(visit: Visit, path: string, look: Look = desk): Promise<Opened> {
  const opened = await openWindow(visit, look)
  await go(visit, opened, path)
  return opened
}

/** Goes to an address in a window that is open. */
export async function go({ server }: Visit, { page }: Opened, path: string): Promise<void> {
  await page.goto(server.url + path)
  await settle(page)
}

/** A window of that size, in that language and mode; empty yet. */
export async function openWindow(visit: Visit, look: Look): Promise<Opened> {
  const touch = look.width < 768
  const context = await visit.browser.newContext({
    storageState: visit.session,
    viewport: { width: look.width, height: touch ? 844 : 900 },
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: "reduce",
  })
  await context.addInitScript(
    ([language, mode]) => {
      if (localStorage.getItem("zhike.language") !== null) return
      localStorage.setItem("zhike.language", language ?? "")
      localStorage.setItem("zhike.mode", mode ?? "")
    },
    [look.language, look.mode],
  )
  const page = await context.newPage()
  return { page, complaints: listen(page) }
}

/** What the browser says that a developer should not read: refused styles, thrown errors. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (said) => {
    // An answer of 404 is an answer: the page has a face for it.
    const isAnswer = said.text().startsWith("Failed to load resource")
    if (said.type() === "error" && !isAnswer) complaints.push(said.text())
  })
  return complaints
}

/** Until nothing is on the way: no skeleton, no row that waits, and that for a moment. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load")
  await page.waitForFunction(isAtRest, undefined, { polling: 50 })
  await page.waitForTimeout(150)
  await page.waitForFunction(isAtRest, undefined, { polling: 50 })
}

function isAtRest(): boolean {
  const page = document.querySelector(".frame, .message")
  return page !== null && document.querySelector('[aria-busy="true"], .refreshing') === null
}

const Violations = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
)

/** What axe finds wrong, by rule, with the first place of each. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = Violations.parse(await page.evaluate("axe.run().then((r) => r.violations)"))
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)
}

/** How many pixels the page is wider than the screen; 0 on a good page. */
export async function overhangOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
}

/** Kept as test output, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** Presses keys one after the other, as a person does: `g c`. */
export async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(" ")) await page.keyboard.press(key)
  await settle(page)
}
