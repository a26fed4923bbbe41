import { sql } from "kysely"
import {
  Failure,
  journalKinds,
  PrincipalId,
  type Journal,
  type JournalEntry,
  type JournalKind,
  type PlacedEntry,
} from "#kernel"
import type { Tx } from "./tx.ts"

interface Row {
  readonly kind: string
  readonly ids: readonly string[]
  readonly batch: number | null
  readonly by_user: string
}

/** The tables of the journal: what writers leave, and what the sequencer made of it. */
export interface JournalTables {
  readonly outbox: Row
  readonly journal: Row & { readonly pos: number; readonly at: Date }
}

/** The journal over the outbox: an entry is there if and only if its transaction happened. */
export const journal: Journal<Tx> = {
  async append(tx, entries) {
    if (entries.length === 0) return
    await tx.tables<JournalTables>().insertInto("outbox").values(entries.map(rowOf)).execute()
  },
  async after(tx, position, limit) {
    const rows = await tx
      .tables<JournalTables>()
      .selectFrom("journal")
      .selectAll()
      .where("pos", ">", position)
      .orderBy("pos")
      .limit(limit)
      .execute()
    return rows.map(entryOf)
  },
}

const atOnce = 10_000

/**
 * Gives the entries of transactions that have happened their positions. One program at a time does it;
 * others find nothing to do. What commits late comes late: no reader can have passed it.
 * @returns how many entries were placed
 */
export async function sequence(tx: Tx): Promise<number> {
  const db = tx.tables<JournalTables>()
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('zhike sequencer')) as mine`.execute(db)
  if (rows[0]?.mine !== true) return 0
  // A statement of its own, so that it sees what the last holder of the lock placed.
  const { numAffectedRows } = await sql`
    with moved as (
      delete from outbox where id in (select id from outbox order by id limit ${atOnce}) returning *
    )
    insert into journal (pos, at, kind, ids, batch, by_user)
    select (select coalesce(max(pos), 0) from journal) + row_number() over (order by id),
           at, kind, ids, batch, by_user
    from moved`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Entries of this picture that have no position yet, at most `limit`. */
export async function waiting(tx: Tx, limit: number): Promise<readonly JournalEntry[]> {
  const rows = await tx
    .tables<JournalTables>()
    .selectFrom("outbox")
    .selectAll()
    .limit(limit)
    .execute()
  return rows.map(unplacedOf)
}

function rowOf({ kind, ids, batch, by }: JournalEntry): Row {
  return { kind, ids, batch: batch ?? null, by_user: by }
}

function entryOf({ pos, at, ...row }: JournalTables["journal"]): PlacedEntry {
  return { position: pos, at, ...unplacedOf(row) }
}

function unplacedOf({ kind, ids, batch, by_user: by }: Row): JournalEntry {
  const entry = { kind: kindOf(kind), ids, by: PrincipalId.parse(by) }
  return batch === null ? entry : { ...entry, batch }
}

/** A kind that only a newer program knows must not be passed over in silence. */
function kindOf(kind: string): JournalKind {
  const known = journalKinds.find((name) => name === kind)
  if (known === undefined) throw new Failure("store/unknown-journal-kind", { kind })
  return known
}
