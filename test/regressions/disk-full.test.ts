import { Client } from "pg"
import { afterAll, expect, test } from "vitest"
import { ingest, rebuild, resolveAll, undo } from "#flow"
import { openTestStore } from "../database.ts"
import { houseOn } from "../house-on.ts"

// PostgreSQL says that the disk is full in the middle of a piece; when there is room again, it goes on.

const { store, close } = await openTestStore()
const house = houseOn(store, close)
afterAll(house.close)
const { ports } = house
const run = { ...house.run, pieceSize: 4 }

async function asOwner(...statements: readonly string[]): Promise<void> {
  const client = new Client(store.database.connection("owner"))
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** The disk is full as soon as such a row is to be written. */
const fillDisk = (table: string, row: string) =>
  asOwner(
    `create function no_room() returns trigger language plpgsql as $$
       begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    `create trigger no_room before insert on ${table} for each row when (${row}) execute function no_room()`,
  )
const makeRoom = () => asOwner("drop function no_room() cascade")

const full = { code: "store/disk-full" }
const isRight = async () =>
  expect(await rebuild(ports, house.run, { check: true })).toMatchObject({ differing: 0 })

// Fourteen of them come twice.
const people = Array.from({ length: 30 }, (_, n) => [
  String(n),
  `张${"一二三四五六七八"[n % 8] ?? ""}`,
  `1380013${8000 + (n % 16)}`,
])
const file = {
  source: "门店",
  columns: { 编号: null, 姓名: "name", 手机: "phones" },
  key: "编号",
  rows: people,
}

test("import, resolve and undo stop where the disk is full, say so, and go on when there is room", async () => {
  const { id } = await house.deliver(file)
  await fillDisk("customer", "new.no > 11")
  await expect(ingest(ports, id, run)).rejects.toMatchObject(full)
  expect(
    await house.rows(
      "select state, failure->>'code' as code, read = accepted + rejected as adds, accepted > 0 as some from batch",
    ),
  ).toEqual([{ state: "failed", code: "store/disk-full", adds: true, some: true }])
  await isRight()
  await makeRoom()
  expect(await ingest(ports, id, run)).toMatchObject({ state: "done", tally: { accepted: 30 } })
  await isRight()

  await asOwner("delete from link")
  await rebuild(ports, house.run, { check: false })
  await fillDisk("link", "new.a > '80000000-0000-0000-0000-000000000000'")
  await expect(resolveAll(ports, run)).rejects.toMatchObject(full)
  await isRight()
  await makeRoom()
  expect((await resolveAll(ports, run)).links).toBeGreaterThan(5)
  expect(await house.rows("select count(*) as n from resolve_run")).toEqual([{ n: 1 }])
  await isRight()

  await fillDisk("customer_history", "new.cause = 'undo' and new.golden->>'no' = '9'")
  await expect(undo(ports, id, run)).rejects.toMatchObject(full)
  await isRight()
  await makeRoom()
  expect(await undo(ports, id, run)).toMatchObject({ state: "undone" })
  expect(await house.rows("select 1 from customer")).toEqual([])
  await isRight()
})
