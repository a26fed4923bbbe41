import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import type { PlacedEntry } from "#kernel"
import { journal, sequence } from "./journal.ts"
import type { Store, Tx } from "./tx.ts"

interface ConsumerTables {
  readonly consumer: { readonly name: string; readonly pos: number; readonly updated: Date }
}

/** Somebody who derives something from the journal. What it derives and how far it got are kept together. */
export interface Consumer {
  readonly name: string
  /** Entries in order, each once if everything derived is written through `tx`. */
  readonly handle: (tx: Tx, entries: readonly PlacedEntry[]) => Promise<void>
}

const atOnce = 1000

/**
 * Brings a consumer up to what has happened by now. Two programs may do it at once: they take turns.
 * @returns how many entries it handled
 */
export async function consume(store: Store, consumer: Consumer): Promise<number> {
  let handled = 0
  for (;;) {
    const placed = await store.transaction(sequence)
    const taken = await store.transaction((tx) => take(tx, consumer))
    handled += taken
    if (taken < atOnce && placed === 0) return handled
  }
}

/** Keeps a consumer up to date until the signal ends it. After an error it waits and tries again. */
export async function follow(
  store: Store,
  consumer: Consumer,
  { signal, report, everyMs = 500 }: Following,
): Promise<void> {
  while (!signal.aborted) {
    const pause = await consume(store, consumer).then(
      () => everyMs,
      (error: unknown) => {
        report(error)
        return 10 * everyMs
      },
    )
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

export interface Following {
  readonly signal: AbortSignal
  readonly report: (error: unknown) => void
  /** How long it rests when there was nothing more to do. */
  readonly everyMs?: number
}

/** Position and entries of one turn. The row lock makes others wait for their turn. */
async function take(tx: Tx, { name, handle }: Consumer): Promise<number> {
  const db = tx.tables<ConsumerTables>()
  await sql`insert into consumer (name, pos) values (${name}, 0) on conflict do nothing`.execute(db)
  const { pos } = await db
    .selectFrom("consumer")
    .select("pos")
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const entries = await journal.after(tx, pos, atOnce)
  const last = entries.at(-1)
  if (last === undefined) return 0
  await handle(tx, entries)
  await sql`update consumer set pos = ${last.position}, updated = now() where name = ${name}`.execute(
    db,
  )
  return entries.length
}
