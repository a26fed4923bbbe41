import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PrincipalId, type PlacedEntry } from "#kernel"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { consume, follow } from "./consume.ts"
import { journal, sequence } from "./journal.ts"
import type { Store } from "./tx.ts"

const by = PrincipalId.parse("00000000-0000-4000-8000-000000000001")

describe("the journal", () => {
  let opened: TestStore
  let store: Store
  beforeAll(async () => {
    opened = await openTestStore()
    ;({ store } = opened)
  })
  afterAll(() => opened.close())

  const write = (id: string, pauseMs = 0) =>
    store.transaction(async (tx) => {
      await journal.append(tx, [{ kind: "record/changed", ids: [id], by }])
      await sleep(pauseMs)
    })
  const everything = () => store.read((tx) => journal.after(tx, 0, 1_000_000))

  it("has entries as they were written, and only those of transactions that happened", async () => {
    await store.transaction((tx) =>
      journal.append(tx, [
        { kind: "load/added", ids: [], batch: 7, by },
        { kind: "customer/changed", ids: ["a", "b"], by },
      ]),
    )
    const failing = store.transaction(async (tx) => {
      await journal.append(tx, [{ kind: "load/undone", ids: [], by }])
      throw new Error("changed my mind")
    })
    await expect(failing).rejects.toThrow("changed my mind")
    expect(await store.transaction(sequence)).toBe(2)
    expect(await everything()).toEqual([
      { position: 1, at: expect.any(Date), kind: "load/added", ids: [], batch: 7, by },
      { position: 2, at: expect.any(Date), kind: "customer/changed", ids: ["a", "b"], by },
    ])
  })

  it("puts what commits late after what was read already", async () => {
    const late = write("late", 150)
    await sleep(50)
    await write("early")
    await store.transaction(sequence)
    const before = (await everything()).at(-1)
    expect(before?.ids).toEqual(["early"])
    await late
    await store.transaction(sequence)
    const last = (await everything()).at(-1)
    expect(last?.ids).toEqual(["late"])
    expect(last?.position).toBe((before?.position ?? 0) + 1)
  })

  it("loses nothing and repeats nothing with several writers, rollbacks and two readers at once", async () => {
    const seen: PlacedEntry[] = []
    const ending = new AbortController()
    const consumer = {
      name: "tally",
      handle: async (_: unknown, entries: readonly PlacedEntry[]) => void seen.push(...entries),
    }
    const following = {
      signal: ending.signal,
      everyMs: 5,
      report: (error: unknown) => expect(error).toBeUndefined(),
    }
    const readers = [follow(store, consumer, following), follow(store, consumer, following)]
    const writers = [0, 1, 2, 3, 4].map(async (writer) => {
      for (let n = 0; n < 60; n += 1) {
        const happens = (n + writer) % 4 !== 0
        const writing = store.transaction(async (tx) => {
          await journal.append(tx, [
            { kind: "record/changed", ids: [String(writer), String(n)], by },
          ])
          await sleep((n * 7 + writer * 3) % 11)
          if (!happens) throw new Error("not this one")
        })
        await writing.catch(() => undefined)
      }
    })
    await Promise.all(writers)
    ending.abort()
    await Promise.all(readers)
    await consume(store, consumer)

    expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => index + 1))
    for (const writer of [0, 1, 2, 3, 4]) {
      const kept = seen.filter(({ ids }) => ids.length === 2 && ids[0] === String(writer))
      const expected = Array.from({ length: 60 }, (_, n) => n).filter((n) => (n + writer) % 4 !== 0)
      expect(kept.map(({ ids }) => Number(ids[1]))).toEqual(expected)
    }
  })

  it("keeps a consumer's position together with what it derived", async () => {
    await write("x")
    let attempts = 0
    const consumer = {
      name: "derived",
      handle: async (tx: Parameters<typeof journal.append>[0], entries: readonly PlacedEntry[]) => {
        attempts += 1
        await sql`insert into setting (name, value) values ('derived', ${JSON.stringify(entries.length)})`.execute(
          tx.tables(),
        )
        if (attempts === 1) throw new Error("in the middle")
      },
    }
    await expect(consume(store, consumer)).rejects.toThrow("in the middle")
    const count = (await everything()).length
    expect(await consume(store, consumer)).toBe(count)
    const { rows } = await store.read((tx) =>
      sql<{ value: number }>`select value from setting where name = 'derived'`.execute(tx.tables()),
    )
    expect(rows).toEqual([{ value: count }])
    expect(await consume(store, consumer)).toBe(0)
  })
})
