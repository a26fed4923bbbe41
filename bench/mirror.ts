import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { mirrored } from "#flow"
import { journal, keepMirror, mirrorIn, openStore, type Mirror, type OpenStore } from "#store"
import { benchPrincipal, idOf, writeCustomers } from "./customers.ts"
import { writeEvents } from "./events.ts"
import { inPlace, printMachine } from "./measured.ts"
import { randomOf } from "./random.ts"

/** Builds a mirror of `count` customers with two facts each; then follows 2,000 changes a second. */
export async function benchMirror(count = 1_000_000): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const store = await openStore({ directory: join(place, "data") })
    const mirror = mirrorIn({ store, directory: join(place, "mirror"), tables: mirrored })
    try {
      await writeCustomers(store, count)
      await writeEvents(store, 2 * count)
      const { seconds } = await mirror.rebuild()
      const { bytes, closedMonths } = await mirror.state()
      console.log(
        `built: ${count} customers, ${2 * count} facts: ${seconds.toFixed(1)} s, ${Math.round(bytes / 1e6)} MB, ${closedMonths} months closed`,
      )
      await follow(store, mirror, count)
      const tables = await mirror.check()
      const wrong = tables.filter(({ isSame }) => !isSame).map(({ table }) => table)
      console.log(
        wrong.length === 0 ? "mirror and store are the same" : `not the same: ${wrong.join(", ")}`,
      )
      if (wrong.length > 0) process.exitCode = 1
    } finally {
      await mirror.close()
      await store.close()
    }
  })
}

const perSecond = 2_000
const forSeconds = 20
const atOnce = 100

function report(error: unknown): void {
  console.log(String(error))
}

/** Changes single customers, each with an entry of its own, and looks how long the oldest waits. */
async function follow(store: OpenStore, mirror: Mirror, count: number): Promise<void> {
  const end = new AbortController()
  const following = keepMirror(mirror, { signal: end.signal, report })
  const lags: number[] = []
  const random = randomOf(3)
  const began = performance.now()
  let made = 0
  while (made < perSecond * forSeconds) {
    await change(store, random, count)
    made += atOnce
    if (made % (perSecond / 4) === 0) lags.push((await mirror.state()).behindSeconds)
    await sleep(Math.max(0, began + (made / perSecond) * 1000 - performance.now()))
  }
  const rate = made / ((performance.now() - began) / 1000)
  end.abort()
  await following
  const sorted = lags.toSorted((one, other) => one - other)
  const [middle, most] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0]
  console.log(
    `following ${Math.round(rate)} changes/s: behind p50 ${middle} s, at most ${most} s (goal 2 s)`,
  )
}

async function change(store: OpenStore, random: () => number, count: number): Promise<void> {
  const numbers = Array.from({ length: atOnce }, () => 1 + Math.floor(random() * count))
  await store.transaction(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update customer set version = version + 1, updated = now(), city = city || '!'
      where id in (select ${idOf("n")} from unnest(${numbers}::int[]) n)
      returning id`.execute(tx.tables<unknown>())
    const by = benchPrincipal
    await journal.append(
      tx,
      rows.map(({ id }) => ({ kind: "customer/changed" as const, ids: [id], by })),
    )
  })
}
