import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openStore, type Store } from "#store"
import { openTestServer, openTestStore } from "../database.ts"

interface Tables {
  readonly setting: { readonly name: string; readonly value: string }
}

interface Opened {
  readonly store: Store
  readonly close: () => Promise<void>
}

const adapters: readonly { readonly name: string; readonly open: () => Promise<Opened> }[] = [
  { name: "the embedded server", open: openTestStore },
  { name: "a server of one's own", open: openOverTcp },
]

async function openOverTcp(): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), "zhike-url-"))
  const server = await openTestServer()
  const store = await openStore({ directory, url: server.url })
  const close = async () => {
    await store.close()
    await server.close()
    rmSync(directory, { recursive: true })
  }
  return { store, close }
}

async function* manyRows(breaks: boolean) {
  for (let n = 0; n < 5000; n += 1) yield [`copied ${n}`, "1"]
  if (breaks) throw new Error("the source broke")
}

const copiedTexts = [
  "张三",
  "tab\there",
  "line\nbreak\r",
  "back\\slash",
  "\\N",
  "",
  '"quoted"',
  "{braces}",
  "é𠮷",
  "é張 and what is longer than most cells, so that it is written in another way",
]
const kindColumns =
  "any_number n big yes at bytes word words numbers nothing id ids none small single twice tree known code".split(
    " ",
  )

function kindsOf(word: string, n: number) {
  const id = "0196b1f0-5a0c-8abc-9def-00000000000f"
  const many = [id, "ffffffff-ffff-ffff-ffff-ffffffffffff"]
  const told = [
    n % 2 === 0,
    new Date(n - 5),
    Buffer.from([n, 255]),
    word,
    copiedTexts,
    [n, -1],
    null,
  ]
  const json = JSON.stringify({ word })
  return [...told, id, many, [], n - 9, 0.5, -1e300, json, json, "CNY"]
}

describe.each(adapters)("a store on $name", ({ open }) => {
  let opened: Opened
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  async function settings(prefix: string): Promise<readonly string[]> {
    return opened.store.read(async (tx) => {
      const rows = await tx
        .tables<Tables>()
        .selectFrom("setting")
        .select("name")
        .where("name", "like", `${prefix}%`)
        .orderBy("name")
        .execute()
      return rows.map(({ name }) => name)
    })
  }

  it("keeps what a transaction wrote", async () => {
    await opened.store.transaction(async (tx) => {
      await tx.tables<Tables>().insertInto("setting").values({ name: "kept", value: "1" }).execute()
    })
    expect(await settings("kept")).toEqual(["kept"])
  })

  it("keeps nothing of a transaction that throws, and passes the error on", async () => {
    const work = opened.store.transaction(async (tx) => {
      await tx.tables<Tables>().insertInto("setting").values({ name: "lost", value: "1" }).execute()
      throw new Error("thrown inside")
    })
    await expect(work).rejects.toThrow("thrown inside")
    expect(await settings("lost")).toEqual([])
  })

  it("refuses to call a transaction done in which a failed statement was swallowed", async () => {
    const work = opened.store.transaction(async (tx) => {
      await tx.tables<Tables>().insertInto("setting").values({ name: "half", value: "1" }).execute()
      await sql`select 1 / 0`.execute(tx.tables()).catch(() => undefined)
    })
    await expect(work).rejects.toThrow("nothing was kept")
    expect(await settings("half")).toEqual([])
  })

  it("does not let a finished transaction be used again", async () => {
    const tx = await opened.store.transaction(async (inside) => inside)
    await expect(tx.tables<Tables>().selectFrom("setting").selectAll().execute()).rejects.toThrow(
      "over",
    )
    await expect(tx.copyIn({ table: "setting", columns: ["name"] }, [])).rejects.toThrow("over")
  })

  it("does statements that were asked for at once, one after the other", async () => {
    const answers = await opened.store.read((tx) =>
      Promise.all(
        [1, 2, 3].map((n) => sql<{ n: number }>`select ${n}::int as n`.execute(tx.tables())),
      ),
    )
    expect(answers.flatMap(({ rows }) => rows.map(({ n }) => n))).toEqual([1, 2, 3])
  })

  it("shows one picture to all statements of a reading, and refuses writing in it", async () => {
    await opened.store.read(async (tx) => {
      const count = async () =>
        (
          await tx
            .tables<Tables>()
            .selectFrom("setting")
            .select("name")
            .where("name", "=", "later")
            .execute()
        ).length
      expect(await count()).toBe(0)
      await opened.store.transaction(async (other) => {
        await other
          .tables<Tables>()
          .insertInto("setting")
          .values({ name: "later", value: "1" })
          .execute()
      })
      expect(await count()).toBe(0)
    })
    const writing = opened.store.read((tx) =>
      tx.tables<Tables>().insertInto("setting").values({ name: "never", value: "1" }).execute(),
    )
    await expect(writing).rejects.toMatchObject({ code: "store/read-only" })
  })

  it("gives counts as numbers, dates as text, instants as Date, bytes as Buffer", async () => {
    const { rows } = await opened.store.read((tx) =>
      sql`select count(*) as count, date '1980-05-01' as day, '{1,2,null}'::int8[] as counts,
        timestamptz '2024-01-02 03:04:05.678Z' as at, '\\x00ff'::bytea as bytes, '{"a": [1]}'::jsonb as tree`.execute(
        tx.tables(),
      ),
    )
    expect(rows).toEqual([
      {
        count: 1,
        day: "1980-05-01",
        counts: [1, 2, null],
        at: new Date("2024-01-02T03:04:05.678Z"),
        bytes: Buffer.from([0, 255]),
        tree: { a: [1] },
      },
    ])
  })

  it("refuses to round a number that does not fit", async () => {
    const reading = opened.store.read((tx) =>
      sql`select 9007199254740993::int8`.execute(tx.tables()),
    )
    await expect(reading).rejects.toThrow("2^53")
  })

  it("streams rows and goes on afterwards", async () => {
    const seen = await opened.store.read(async (tx) => {
      const db = tx.tables<Tables & { readonly numbers: { readonly n: number } }>()
      const series = sql<{ n: number }>`(select n from generate_series(1, 2500) n)`.as("numbers")
      let sum = 0
      for await (const { n } of db.selectFrom(series).select("n").stream(1000)) sum += n
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
      return [sum, rows[0]?.one]
    })
    expect(seen).toEqual([3_126_250, 1])
  })

  it.each(["int", "numeric"])(
    "copies every kind of value in, beside a number as %s",
    async (type) => {
      const found = await opened.store.transaction(async (tx) => {
        const db = tx.tables<Readonly<Record<string, Readonly<Record<string, unknown>>>>>()
        const table = `kinds_${type}`
        await sql`create temporary table ${sql.table(table)} (any_number ${sql.raw(type)}, n int, big bigint,
        yes boolean, at timestamptz, bytes bytea, word text, words text[], numbers int[], nothing text,
        id uuid, ids uuid[], none text[], small smallint, single real, twice double precision, tree json,
        known jsonb, code character(3)) on commit drop`.execute(db)
        const rows = copiedTexts.map((word, n) => [n, n, BigInt(n), ...kindsOf(word, n)])
        expect(await tx.copyIn({ table, columns: kindColumns }, rows)).toBe(copiedTexts.length)
        return db.selectFrom(table).selectAll().orderBy("n").execute()
      })
      const expected = copiedTexts.map((word, n) => {
        const values = [type === "int" ? n : String(n), n, n, ...kindsOf(word, n)]
        const row = Object.fromEntries(kindColumns.map((column, at) => [column, values[at]]))
        return { ...row, tree: { word }, known: { word } }
      })
      expect(found).toEqual(expected)
    },
  )

  it("copies from a stream of rows, and keeps nothing when the stream breaks", async () => {
    const target = { table: "setting", columns: ["name", "value"] }
    const broken = opened.store.transaction((tx) => tx.copyIn(target, manyRows(true)))
    await expect(broken).rejects.toThrow("the source broke")
    expect(await settings("copied")).toEqual([])
    expect(await opened.store.transaction((tx) => tx.copyIn(target, manyRows(false)))).toBe(5000)
    expect(await settings("copied")).toHaveLength(5000)
  })

  it("says what was refused without quoting the row", async () => {
    const twice = opened.store.transaction((tx) =>
      tx.copyIn({ table: "setting", columns: ["name", "value"] }, [
        ["13800138000", "1"],
        ["13800138000", "1"],
      ]),
    )
    const error = await twice.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: "DatabaseFault",
      state: "23505",
      constraint: "setting_pkey",
    })
    expect(error instanceof Error ? `${error.message}${error.stack}` : "").not.toContain(
      "13800138000",
    )
  })

  it("works as a role that may not change the schema", async () => {
    const ddl = opened.store.transaction((tx) =>
      sql`create table mine (n int)`.execute(tx.tables()),
    )
    await expect(ddl).rejects.toMatchObject({ state: "42501" })
    const drop = opened.store.transaction((tx) => sql`drop table setting`.execute(tx.tables()))
    await expect(drop).rejects.toMatchObject({ state: "42501" })
    const program = opened.store.transaction((tx) =>
      sql`copy setting to program 'true'`.execute(tx.tables()),
    )
    await expect(program).rejects.toMatchObject({ state: "42501" })
  })

  it("lets one at a time hold a named lock, and lets go after a throw", async () => {
    const order: string[] = []
    const hold = (who: string) =>
      opened.store.exclusively("a name", async () => {
        order.push(`${who} in`)
        await new Promise((resolve) => setTimeout(resolve, 20))
        order.push(`${who} out`)
      })
    await Promise.all([hold("a"), hold("b"), hold("c")])
    for (let at = 0; at < 6; at += 2) expect(order[at]?.[0]).toBe(order[at + 1]?.[0])
    await expect(
      opened.store.exclusively("a name", () => Promise.reject(new Error("inside"))),
    ).rejects.toThrow("inside")
    expect(await opened.store.exclusively("a name", async () => 7)).toBe(7)
  })
})
