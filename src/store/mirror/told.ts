import { sql } from "kysely"
import type { JournalEntry, JournalKind, PlacedEntry } from "#kernel"
import { journal, waiting } from "../journal.ts"
import type { Tx } from "../tx.ts"

/** What a stretch of the journal told, each thing once. */
export interface Told {
  /** Position of its last entry. */
  readonly position: number
  readonly kinds: ReadonlySet<JournalKind>
  readonly ids: ReadonlySet<string>
  /** Loads that only grew: what is there of them stays. */
  readonly grown: ReadonlySet<number>
  /** Loads of which all is said to be there now. */
  readonly added: ReadonlySet<number>
  readonly undone: ReadonlySet<number>
  /** Is there more behind it? */
  readonly isCut: boolean
}

/** A turn has a price of its own: many small changes are taken together. */
const entriesAtOnce = 5_000
const idsAtOnce = 20_000
const waitingAtOnce = 50

/**
 * What the journal tells after a position, as far as one turn takes it. At its end come the entries
 * that wait for their position: with them a reader is where this picture of the store is.
 */
export async function readTold(tx: Tx, position: number): Promise<Told> {
  const entries = await journal.after(tx, position, entriesAtOnce)
  const taken = withinBudget(entries)
  const last = taken.at(-1)?.position ?? position
  const isCut = taken.length < entries.length || entries.length === entriesAtOnce
  const rest = isCut ? [] : await waiting(tx, waitingAtOnce + 1)
  if (isCut || rest.length > waitingAtOnce) return { ...toldBy(taken), position: last, isCut: true }
  return { ...toldBy([...taken, ...rest]), position: last, isCut: false }
}

/** Entries until there are many ids; at least one. */
function withinBudget(entries: readonly PlacedEntry[]): readonly PlacedEntry[] {
  let ids = 0
  const end = entries.findIndex((entry, at) => {
    ids += entry.ids.length
    return at > 0 && ids > idsAtOnce
  })
  return end < 0 ? entries : entries.slice(0, end)
}

function toldBy(entries: readonly JournalEntry[]): Omit<Told, "position" | "isCut"> {
  const loadsOf = (wanted: JournalKind) =>
    new Set(entries.flatMap(({ kind, batch }) => (kind === wanted ? (batch ?? []) : [])))
  const ids = entries.filter(({ kind }) => namesRows(kind)).flatMap((entry) => entry.ids)
  return {
    kinds: new Set(entries.map(({ kind }) => kind)),
    ids: new Set(ids),
    grown: loadsOf("load/grown"),
    added: loadsOf("load/added"),
    undone: loadsOf("load/undone"),
  }
}

function namesRows(kind: JournalKind): boolean {
  return kind === "customer/changed" || kind === "record/changed"
}

export interface JournalPlace {
  readonly position: number
  /**
   * The entry there in one text: a database that was put back to an earlier state and has gone on since
   * has another entry under the same number.
   */
  readonly entry: string
}

/** How far the journal goes, or the entry of a position; nothing is there if it does not know it. */
export async function readPlace(tx: Tx, position?: number): Promise<JournalPlace> {
  const where = position === undefined ? sql`` : sql`where pos = ${position}`
  const { rows } = await sql<JournalPlace>`
    select pos as position,
      concat_ws(' ', extract(epoch from at), kind, batch, md5(array_to_string(ids, ','))) as entry
    from journal ${where} order by pos desc limit 1`.execute(tx.tables())
  return rows[0] ?? { position: 0, entry: "" }
}
