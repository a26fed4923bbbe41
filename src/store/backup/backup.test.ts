import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
  existsSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openStore, type OpenStore } from "../open-store.ts"
import { backup } from "./backup.ts"
import { restore } from "./restore.ts"

const tuning = { isDurable: false }

const count = (on: OpenStore) =>
  on.read(async (tx) => {
    const { rows } = await sql<{ n: number; last: string }>`
      select count(*) as n, max(name) as last from setting`.execute(tx.tables())
    return rows[0]
  })
describe("a backup", () => {
  let directory: string
  let store: OpenStore
  let file: string
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "zhike-backup-"))
    // Walkable for the account that runs PostgreSQL, or the database would live elsewhere.
    chmodSync(directory, 0o755)
    file = join(directory, "one.backup")
    store = await openStore({ directory: join(directory, "a"), tuning })
  })
  afterAll(async () => {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const write = (from: number, to: number) =>
    store.transaction((tx) =>
      tx.copyIn(
        { table: "setting", columns: ["name", "value"] },
        Array.from({ length: to - from }, (_, n) => [
          String(from + n).padStart(9, "0"),
          `{"padding": "${"x".repeat(300)}"}`,
        ]),
      ),
    )

  it("is made while work goes on, and brings back all that was there before it began", async () => {
    await write(0, 20_000)
    const ending = new AbortController()
    const writing = (async () => {
      for (let n = 20_000; !ending.signal.aborted; n += 500) {
        await write(n, n + 500)
        await sleep(5)
      }
    })()
    const report = await backup(store.database, file)
    ending.abort()
    await writing
    expect(report).toMatchObject({ path: file, bytes: statSync(file).size })
    expect(statSync(file).mode & 0o777).toBe(0o600)

    const { schema } = await restore(file, join(directory, "b"))
    expect(schema).toBeGreaterThanOrEqual(2)
    const other = await openStore({ directory: join(directory, "b"), tuning })
    try {
      const found = await count(other)
      expect(found?.n).toBeGreaterThanOrEqual(20_000)
      // Transactions are whole: nothing of one that had not happened yet.
      expect(Number(found?.last) + 1).toBe(found?.n)
      expect((found?.n ?? 0) % 500).toBe(0)
      await other.transaction((tx) => sql`delete from setting`.execute(tx.tables()))
    } finally {
      await other.close()
    }
    expect((await count(store))?.n).toBeGreaterThanOrEqual(20_000)
  })

  it("never overwrites a database or a file", async () => {
    await expect(restore(file, join(directory, "a"))).rejects.toMatchObject({
      code: "store/database-exists",
    })
    await expect(restore(file, join(directory, "b"))).rejects.toMatchObject({
      code: "store/database-exists",
    })
    await expect(backup(store.database, file)).rejects.toMatchObject({ code: "store/file-exists" })
  })

  it("does not hold the passwords of the data directory", () => {
    const secret = join(directory, "a/database.json")
    expect(statSync(secret).mode & 0o777).toBe(0o600)
    expect(readFileSync(secret, "utf8")).not.toBe(
      readFileSync(join(directory, "b/database.json"), "utf8"),
    )
  })

  it.each([
    ["is cut off", (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ["is something else", (path: string) => writeFileSync(path, "%PDF-1.7 not a backup")],
    [
      "has a wrong byte",
      (path: string) => {
        const bytes = readFileSync(path)
        const middle = Math.floor(bytes.length / 2)
        bytes.writeUInt8((bytes.readUInt8(middle) + 1) % 256, middle)
        writeFileSync(path, bytes)
      },
    ],
  ])("that %s is refused and leaves no database", async (_, spoil) => {
    const spoilt = join(directory, "spoilt")
    copyFileSync(file, spoilt)
    spoil(spoilt)
    const target = join(directory, "c")
    await expect(restore(spoilt, target)).rejects.toMatchObject({ code: "store/not-a-backup" })
    expect(existsSync(join(target, "postgres/cluster"))).toBe(false)
  })

  it("is refused for a server that is not ours, with advice", async () => {
    const { embedded: _, ...server } = store.database
    await expect(backup({ ...server, kind: "server" }, join(directory, "x"))).rejects.toMatchObject(
      {
        code: "store/backup-elsewhere",
      },
    )
  })
})
