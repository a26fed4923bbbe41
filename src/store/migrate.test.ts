import { createHash } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { migrate, migrations, pendingOf, type Migration } from "./migrate.ts"

const step = (number: number, text: string): Migration => {
  const sha256 = createHash("sha256").update(text).digest("hex")
  return { number, name: `step-${number}`, sql: text, sha256 }
}

describe("migrations", () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openTestStore()
  })
  afterAll(() => opened.close())

  const roles = { app: "app", ro: "ro" }
  const run = (steps: readonly Migration[]) =>
    migrate(opened.store.database.connection("owner"), roles, [...migrations, ...steps])

  it("have numbers that rise", () => {
    const numbers = migrations.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  })

  it("are carried out once when two programs start at once, and app may use what they made", async () => {
    const made = step(9001, "create table later (n bigint generated always as identity, name text)")
    const done = await Promise.all([run([made]), run([made]), run([made])])
    expect(done.flat()).toEqual([9001])
    await opened.store.transaction((tx) =>
      sql`insert into later (name) values ('x')`.execute(tx.tables()),
    )
  })

  it("leave nothing of a step that fails", async () => {
    const made = step(9001, "create table later (n bigint generated always as identity, name text)")
    const failing = step(9002, "create table half (n int); select 1 / 0")
    await expect(run([made, failing])).rejects.toThrow("division by zero")
    const { rows } = await opened.store.read((tx) =>
      sql`select to_regclass('half') as half`.execute(tx.tables()),
    )
    expect(rows).toEqual([{ half: null }])
  })

  it("refuse a newer database, a changed step and a step that comes late", async () => {
    await expect(run([])).rejects.toMatchObject({
      code: "store/newer-database",
      facts: { found: 9001 },
    })
    await expect(run([step(9001, "something else")])).rejects.toMatchObject({
      code: "store/migration-changed",
    })
    const applied = [{ number: 3, sha256: step(3, "c").sha256 }]
    expect(() => pendingOf([step(2, "b"), step(3, "c")], applied)).toThrow("store/migration-order")
    expect(pendingOf([step(3, "c"), step(7, "d")], applied)).toEqual([step(7, "d")])
  })

  it("do not let app rewrite what was carried out", async () => {
    const forging = opened.store.transaction((tx) =>
      sql`delete from migration`.execute(tx.tables()),
    )
    await expect(forging).rejects.toMatchObject({ state: "42501" })
  })
})
