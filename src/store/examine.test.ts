import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isTextKey } from "#text"
import { clusterOf } from "./embedded/home.ts"
import { examine } from "./examine.ts"
import type { Finding } from "./finding.ts"
import { openStore } from "./open-store.ts"

const tuning = { isDurable: false }

function states(findings: readonly Finding[]) {
  const keys = findings.map(({ state, code }) => `${state === "bad" ? "failure" : "check"}.${code}`)
  expect(keys.filter((key) => !isTextKey(key))).toEqual([])
  return Object.fromEntries(findings.map(({ check, state }) => [check, state]))
}

describe("an examination of the store", () => {
  let root: string
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "zhike-examine-"))
    // Walkable for the account that runs PostgreSQL, or the database would live elsewhere.
    chmodSync(root, 0o755)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it("makes no database where there is none", async () => {
    const directory = join(root, "none")
    const found = states(await examine({ directory, tuning }))
    expect(found).toEqual({ directory: "ok", disk: "ok", programs: "ok", database: "warn" })
    expect(clusterOf(directory)).toBeUndefined()
  })

  it("finds a healthy database healthy, and one of another version bad", async () => {
    const directory = join(root, "healthy")
    await (await openStore({ directory })).close()
    const findings = await examine({ directory })
    expect(new Set(Object.values(states(findings)))).toEqual(new Set(["ok"]))
    expect(findings.map(({ check }) => check)).toContain("migrations")
    writeFileSync(join(clusterOf(directory) ?? "", "PG_VERSION"), "16\n")
    expect(states(await examine({ directory, tuning }))).toMatchObject({ database: "bad" })
  })

  it("warns of a database that may lose what it confirmed, and of a journal that stands", async () => {
    const directory = join(root, "careless")
    const store = await openStore({ directory, tuning })
    const owner = new Client(store.database.connection("owner"))
    await owner.connect()
    await owner.query(
      `insert into outbox (kind, ids, by_user, at)
       values ('customer/changed', '{}', gen_random_uuid(), now() - interval '1 hour')`,
    )
    await owner.end()
    const findings = await examine({ directory, tuning })
    await store.close()
    expect(states(findings)).toMatchObject({ durability: "warn", journal: "warn", clock: "ok" })
    expect(findings.find(({ check }) => check === "journal")?.facts).toEqual({ minutes: 60 })
  })

  it("says that a file is not a directory", async () => {
    const directory = join(root, "file")
    writeFileSync(directory, "")
    expect(states(await examine({ directory, tuning }))).toMatchObject({ directory: "bad" })
  })

  it("says that a server cannot be reached", async () => {
    const url = "postgres://nobody:nothing@127.0.0.1:1/none"
    const findings = await examine({ directory: join(root, "url"), url })
    expect(states(findings)).toMatchObject({ database: "bad" })
    expect(JSON.stringify(findings)).not.toContain("nothing")
  })
})
