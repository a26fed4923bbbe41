import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { z } from "zod"
import arrows from "../arrows.cjs"

// A rule that never fires looks like a clean house, so the walls are pushed on.

const house = mkdtempSync(join(tmpdir(), "arrows-"))
afterAll(() => rmSync(house, { recursive: true }))
for (const file of ["arrows.cjs", "oxlint.config.ts", "tsconfig.json"])
  copyFileSync(file, join(house, file))
symlinkSync(resolve("node_modules"), join(house, "node_modules"))

const rooms = Object.keys(arrows)
const Diagnostics = z.object({
  diagnostics: z.array(
    z.object({ filename: z.string(), code: z.string(), help: z.string().optional() }),
  ),
})

const outOfBounds = [
  ["a room further on", "src/cleanse", "#resolve", "cleanse may import only: #kernel"],
  ["the store, for a pure room", "src/cleanse", "#store", "cleanse may import only: #kernel"],
  [
    "a library that is another's guest",
    "src/cleanse",
    "kysely",
    "cleanse may import only: #kernel",
  ],
  ["a driver outside the store", "src/keep", "pg", "keep may import only: #kernel"],
  ["customers, for statistics", "src/stats", "#keep", "stats may import only: #kernel"],
  [
    "the house, for the language of the house",
    "src/kernel",
    "#store",
    "kernel may import only: zod",
  ],
  ["a stage, for the page", "web", "#keep", "web may import only: #contract"],
  ["the database, for the page", "web", "#store", "web may import only: #contract"],
  ["the server, for the page", "web/customers", "#server", "web may import only: #contract"],
  ["a stage, for the command line", "src/cli", "#collect", "cli may import only: #kernel"],
  ["the order of the stages, for a stage", "src/act", "#flow", "act may import only: #kernel"],
  ["a room by a deep name", "src/cleanse", "#kernel/ids.ts", "cleanse may import only: #kernel"],
  ["a room by a deep path", "src/cleanse", "../kernel/ids.ts", "enter a room by its #name"],
  [
    "a room by a deeper path",
    "src/keep/question",
    "../../resolve/link.ts",
    "enter a room by its #name",
  ],
  [
    "a stage by a deep path, for the page",
    "web/customers",
    "../../src/keep/keep.ts",
    "enter a room by its #name",
  ],
] as const

const withinBounds = [
  ["src/cleanse", "#kernel"],
  ["src/keep", "#resolve"],
  ["src/flow", "#act"],
  ["src/server", "#text"],
  ["web/customers", "#contract"],
  ["web/customers", "antd/locale/zh_CN"],
] as const

// All are planted at once: the linter starts once.
outOfBounds.forEach(([, folder, from], place) => {
  plant(join(folder, `wrong-${place}.ts`), `export * from "${from}"\n`)
})
withinBounds.forEach(([folder, from], place) => {
  plant(join(folder, `right-${place}.ts`), `export * from "${from}"\n`)
})
plant("src/cleanse/ring-one.ts", 'export { two as one } from "./ring-two.ts"\n')
plant("src/cleanse/ring-two.ts", 'export { one as two } from "./ring-one.ts"\n')
const findings = lint()

describe("out of bounds", () => {
  test.each(outOfBounds.map((wall, place) => ({ wall, place })))(
    "$wall.0: $wall.1 may not import $wall.2",
    ({ wall: [, folder, , message], place }) => {
      expect(findingsIn(join(folder, `wrong-${place}.ts`))).toContain(message)
    },
  )
})

describe("within bounds", () => {
  test.each(withinBounds.map((way, place) => ({ way, place })))(
    "$way.0 may import $way.1",
    ({ way: [folder], place }) => {
      expect(findingsIn(join(folder, `right-${place}.ts`))).toBe("")
    },
  )
})

test("two rooms never reach each other both ways", () => {
  const mutual = rooms.flatMap((room) =>
    reachable(room).filter((other) => other !== room && reachable(other).includes(room)),
  )
  expect(mutual).toEqual([])
})

test("an arrow leads to a room or a library that there is", () => {
  const unknown = rooms
    .flatMap((room) => arrows[room] ?? [])
    .filter(
      (target) => target.startsWith("#") && target !== "#text" && !rooms.includes(target.slice(1)),
    )
  expect(unknown).toEqual([])
})

test("a ring of files is found", () => {
  expect(findingsIn("src/cleanse/ring-one.ts")).toContain("no-cycle")
})

interface Finding {
  readonly filename: string
  readonly text: string
}

/** Folders are named: a bare oxlint would follow the link into node_modules. */
function lint(): readonly Finding[] {
  const words = ["--format", "json", "src", "web"]
  const answer = spawnSync("oxlint", words, { cwd: house, encoding: "utf8", timeout: 60_000 })
  const { diagnostics } = Diagnostics.parse(JSON.parse(answer.stdout))
  return diagnostics.map(({ filename, code, help = "" }) => ({ filename, text: `${code} ${help}` }))
}

function findingsIn(path: string): string {
  return findings
    .filter(({ filename }) => filename.endsWith(path))
    .map(({ text }) => text)
    .join("\n")
}

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

function reachable(room: string, seen: readonly string[] = []): readonly string[] {
  const next = (arrows[room] ?? [])
    .filter((target) => target.startsWith("#"))
    .map((target) => target.slice(1))
  return next.reduce<readonly string[]>(
    (found, target) => (found.includes(target) ? found : reachable(target, [...found, target])),
    seen,
  )
}
