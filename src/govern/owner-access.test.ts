import { mkdtemp, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { PrincipalId } from "#kernel"
import { randomKeys } from "./keys.ts"
import { memoryLinkCodes } from "./link-codes.ts"
import { ownerAccess } from "./owner-access.ts"
import { openOwnerToken } from "./owner-token.ts"

const keys = randomKeys()
const token = "x".repeat(43)
const start = Date.parse("2026-11-28T08:00:00Z")
const plain = { secure: false }

function enter(passed = { ms: 0 }, changed: { token?: string } = {}) {
  const clock = { now: () => new Date(start + passed.ms) }
  return ownerAccess({ keys, token, clock, codes: memoryLinkCodes(), ...changed })
}

const cookieOf = (header: string) => header.split(";")[0] ?? ""

test("the token opens, another one does not", () => {
  const access = enter()
  expect(access.principalOf(token)).toEqual(access.owner)
  for (const wrong of ["", "x", "x".repeat(44), `${token} `]) {
    expect(access.principalOf(wrong)).toBeUndefined()
  }
})

test("every program beside the same keys acts as the same owner, another instance as another", () => {
  expect(enter().owner.id).toBe(enter().owner.id)
  expect(PrincipalId.parse(enter().owner.id)).toMatch(/^.{14}8/)
  const other = ownerAccess({
    keys: randomKeys(),
    token,
    clock: { now: () => new Date() },
    codes: memoryLinkCodes(),
  })
  expect(other.owner.id).not.toBe(enter().owner.id)
})

test("a link opens once, and its session holds for a week", async () => {
  const passed = { ms: 0 }
  const access = enter(passed)
  const { code } = await access.issueLink()
  const session = await access.redeemLink(code)
  await expect(access.redeemLink(code)).rejects.toMatchObject({ code: "govern/link-over" })
  const cookie = cookieOf(access.cookieOf(session, plain))
  expect(access.principalOfSession(`theme=dark; ${cookie}; lang=zh`)).toEqual(access.owner)
  passed.ms = 7 * 24 * 3_600_000 - 1
  expect(access.principalOfSession(cookie)).toEqual(access.owner)
  passed.ms += 1
  expect(access.principalOfSession(cookie)).toBeUndefined()
})

test("of two who open a link at the same moment one gets in", async () => {
  const access = enter()
  const { code } = await access.issueLink()
  const answers = await Promise.allSettled([access.redeemLink(code), access.redeemLink(code)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
})

test("a link is over after ten minutes, and a made-up one never began", async () => {
  const passed = { ms: 0 }
  const access = enter(passed)
  const { code, expires } = await access.issueLink()
  expect(expires).toEqual(new Date(start + 600_000))
  passed.ms = 600_000
  await expect(access.redeemLink(code)).rejects.toMatchObject({ code: "govern/link-over" })
  await expect(access.redeemLink("made-up")).rejects.toMatchObject({ code: "govern/link-over" })
})

test("the cookie is for our pages alone, hidden from scripts, and says nothing of a person", async () => {
  const access = enter()
  const session = await access.redeemLink((await access.issueLink()).code)
  const header = access.cookieOf(session, plain)
  expect(header).toMatch(
    /^zhike-[0-9a-f]{8}=1\.[0-9a-z]+\.[\w-]{16}\.[\w-]{43}; Path=\/; Expires=Sat, 05 Dec 2026 08:00:00 GMT; HttpOnly; SameSite=Strict$/,
  )
  expect(access.cookieOf(session, { secure: true })).toMatch(/; Secure$/)
  expect(header).not.toContain(access.owner.id)
})

test("a session that was altered, lengthened or signed elsewhere is none", async () => {
  const access = enter()
  const session = await access.redeemLink((await access.issueLink()).code)
  const cookie = cookieOf(access.cookieOf(session, plain))
  const [name = "", value = ""] = cookie.split("=")
  const [, end = ""] = value.split(".")
  const later = (Number.parseInt(end, 36) + 1).toString(36)
  const forged = [
    value.replace(end, later),
    value.replace(/^1/, "2"),
    value.slice(0, -1),
    `${value}.x`,
    "",
    "1..",
  ]
  for (const each of forged) expect(access.principalOfSession(`${name}=${each}`)).toBeUndefined()
  expect(access.principalOfSession(undefined)).toBeUndefined()
  expect(enter({ ms: 0 }, { token: "y".repeat(43) }).principalOfSession(cookie)).toBeUndefined()
})

test("the token lies in the data directory, for its owner's eyes, and stays the same", async () => {
  const directory = await mkdtemp(join(tmpdir(), "token-"))
  onTestFinished(() => rm(directory, { recursive: true }))
  const tokens = await Promise.all(Array.from({ length: 10 }, () => openOwnerToken(directory)))
  expect(new Set(tokens).size).toBe(1)
  expect(tokens[0]).toMatch(/^[\w-]{43}$/)
  expect((await stat(join(directory, "owner-token"))).mode & 0o777).toBe(0o600)
  await writeFile(join(directory, "owner-token"), "")
  await expect(openOwnerToken(directory)).rejects.toMatchObject({ code: "govern/token-damaged" })
})

test("waiting links do not pile up: a hundred are remembered, the oldest goes", async () => {
  const access = enter()
  const links = []
  for (let made = 0; made < 101; made++) links.push(await access.issueLink())
  await expect(access.redeemLink(links[0]?.code ?? "")).rejects.toMatchObject({
    code: "govern/link-over",
  })
  await expect(access.redeemLink(links[1]?.code ?? "")).resolves.toBeDefined()
})
