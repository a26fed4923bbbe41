import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, truncateSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeEach, expect, inject, test } from "vitest"
import { randomOf } from "../../bench/random.ts"
import { openTestHouse } from "../../test/house.ts"
import { openTestMirror, type TestMirror } from "../../test/mirror.ts"
import { mirrorIn } from "#store"
import { mirrored } from "./mirrored.ts"

const house = await openTestHouse()
const { store, journal } = house.ports
const by = house.run.principal.id
const copies: TestMirror[] = []
afterAll(async () => {
  for (const { close } of copies) await close()
  await house.close()
})

let copy: TestMirror
beforeEach(() => {
  copy = openTestMirror(store)
  copies.push(copy)
})

const source = "00000000-0000-4000-8000-00000000000a"
await store.transaction((tx) =>
  sql`insert into source (id, name, kind, created_by) values (${source}, 'shop', 'file', ${by})`.execute(
    tx.tables(),
  ),
)
await store.transaction((tx) =>
  sql`select ensure_event_months('2024-01-01', '2024-12-01')`.execute(tx.tables()),
)

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`

/** Customer n as one record and one row, seen for the first time or said anew; and the entry for it. */
async function write(n: number, turn: number, { waitMs = 0, isWanted = true } = {}): Promise<void> {
  const id = idOf(n)
  const work = store.transaction(async (tx) => {
    const db = tx.tables()
    await sql`delete from customer where id = ${id}`.execute(db)
    await sql`insert into record (id, customer, subject, birth, source, source_key, batch, row_no,
        content_hash, observed, clean)
      values (${id}, ${id}, 'person', ${n}, 1, ${String(n)}, 1, ${n}, '', now(), '{}')
      on conflict (id) do update set bare = not record.bare`.execute(db)
    await sql`insert into customer (id, no, kind, version, updated, members, sources, departments, name, phones)
      values (${id}, ${n}, 'person', ${turn}, now(), array[${id}::uuid], '{1}', '{0}',
        ${`名 "${turn}"\n,`}, array[${`1\\${turn}`}, 'a"b', ''])`.execute(db)
    await journal.append(tx, [{ kind: "customer/changed", ids: [id], by }])
    await sleep(waitMs)
    if (!isWanted) throw new Error("rolled back")
  })
  await work.catch((error: unknown) => {
    if (isWanted) throw error
  })
}

/** Facts of one load, piece by piece, then told as whole or taken back. */
async function writeLoad(load: number, pieces: number, isUndone: boolean): Promise<void> {
  const entry = (kind: "load/grown" | "load/added" | "load/undone") => ({
    kind,
    ids: [],
    batch: load,
    by,
  })
  for (let piece = 0; piece < pieces; piece += 1)
    await store.transaction(async (tx) => {
      const db = tx.tables()
      await sql`insert into load (id, source, count) values (${load}, ${source}, 0)
        on conflict do nothing`.execute(db)
      await sql`insert into event (record, at, key, kind, load, amount, currency, quantity, data)
        select ${idOf(piece)}::uuid, timestamptz '2024-01-01' + interval '1 day' * i, ${load * 100 + piece},
          'order', ${load}, i, 'CNY', 1.5, '{"v": 1}'
        from generate_series(0, 300, 7) i`.execute(db)
      await journal.append(tx, [entry("load/grown")])
    })
  await store.transaction(async (tx) => {
    if (isUndone)
      await sql`update load set undone_at = now() where id = ${load}`.execute(tx.tables())
    await journal.append(tx, [entry(isUndone ? "load/undone" : "load/added")])
  })
}

/** Tables that are not the same on both sides. */
const differing = async ({ mirror }: Pick<TestMirror, "mirror">) =>
  (await mirror.check()).filter(({ isSame }) => !isSame)

/** Six at once, of which some commit long after others began, and some not at all. */
async function writeAtOnce(seed: number, rounds: number): Promise<void> {
  const random = randomOf(seed)
  const writer = async (first: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const n = first + 6 * Math.floor(random() * 5)
      const waitMs = random() < 0.3 ? random() * 60 : 0
      await write(n, seed * 100 + round, { waitMs, isWanted: random() > 0.2 })
    }
  }
  await Promise.all([
    ...[0, 1, 2, 3, 4, 5].map(writer),
    writeLoad(seed * 10, 4, false),
    writeLoad(seed * 10 + 1, 3, true),
  ])
}

test("writers that commit late, out of order or not at all leave no row out and none double", async () => {
  const { mirror } = copy
  await mirror.catchUp()
  let built = 0
  const end = new AbortController()
  const following = (async () => {
    while (!end.signal.aborted) if ((await mirror.catchUp()) !== undefined) built += 1
  })()
  await writeAtOnce(1, 12)
  end.abort()
  await following
  expect(await differing(copy)).toEqual([])
  expect(built).toBe(0)
})

test("what a program has open is left to it; killed in the middle of an update it leaves a mirror that goes on", async () => {
  const { mirror, directory } = copy
  await mirror.catchUp()
  await mirror.close()
  const random = randomOf(2)
  for (let round = 2; round < 4; round += 1) {
    const child = spawn(process.execPath, [resolve("test/mirror-child.ts")], {
      env: {
        ...process.env,
        MIRROR: directory,
        WAY: JSON.stringify(inject("database").ways.app),
        DATABASE: await nameOfDatabase(),
      },
      stdio: ["ignore", "pipe", "inherit"],
    })
    await once(child.stdout, "data")
    await expect(mirror.catchUp()).rejects.toThrow("store/mirror-locked")
    await expect(mirror.rebuild()).rejects.toThrow("store/mirror-locked")
    expect(await mirror.inStep(() => Promise.resolve("read"))).toBeUndefined()
    expect(mirror.condition()).toEqual({ is: "locked" })
    const writing = writeAtOnce(round, 6)
    await sleep(50 + random() * 400)
    child.kill("SIGKILL")
    await Promise.all([once(child, "exit"), writing])
    expect(await differing(copy)).toEqual([])
    await mirror.close()
  }
})

async function nameOfDatabase(): Promise<string> {
  const [row] = await house.rows("select current_database() as name")
  return String(row?.["name"])
}

const spoiled: readonly (readonly [string, (file: string) => void])[] = [
  ["is cut off", (file) => truncateSync(file, 5000)],
  ["is empty", (file) => truncateSync(file, 0)],
  ["holds something else", (file) => writeFileSync(file, "x".repeat(20_000))],
  ["is damaged inside", (file) => writeFileSync(file, scrambled(readFileSync(file)))],
]

/** Its head stays, so that only reading it tells. */
function scrambled(bytes: Buffer): Buffer {
  return bytes.fill(0x5a, 12_288)
}

test.each(spoiled)("a file that %s is replaced by one that is right", async (_, spoil) => {
  const { mirror, directory } = copy
  await write(1, 1)
  await mirror.catchUp()
  await mirror.close()
  spoil(join(directory, "one", "mirror.duckdb"))
  expect(await mirror.inStep(() => Promise.resolve("read"))).toBeUndefined()
  expect(await mirror.catchUp()).toMatchObject({ why: "damaged" })
  expect(await differing(copy)).toEqual([])
})

test("a log that cannot be read costs what it held, which is read from the journal again", async () => {
  const { mirror, directory } = copy
  await write(1, 1)
  await mirror.catchUp()
  await mirror.close()
  await write(2, 1)
  writeFileSync(join(directory, "one", "mirror.duckdb.wal"), "x".repeat(300))
  expect(await differing(copy)).toEqual([])
})

test("a store that was put back to an earlier state and went on is told by the entry at the position", async () => {
  const { mirror } = copy
  await write(1, 1)
  await mirror.catchUp()
  await mirror.close()
  await store.transaction((tx) =>
    sql`update journal set at = at - interval '1 second'
      where pos = (select max(pos) from journal)`.execute(tx.tables()),
  )
  expect(await mirror.catchUp()).toMatchObject({ why: "other-history" })
  expect(await differing(copy)).toEqual([])
})

test("a mirror of another version is built anew", async () => {
  await copy.mirror.catchUp()
  await copy.mirror.close()
  const fewer = mirrorIn({ store, directory: copy.directory, tables: mirrored.slice(1) })
  expect(await fewer.catchUp()).toMatchObject({ why: "other-version" })
  await fewer.close()
})
