import type { CustomerId, Journal, LiveRecord, RecordId } from "#kernel"
import type { Tx } from "#store"
import {
  insertCustomers,
  readCustomers,
  retireCustomers,
  type Cause,
  type VersionedRow,
} from "./customer.store.ts"
import { differingColumns } from "./golden-difference.ts"
import { goldenRowOf, searchedOf, type GoldenRow, type KeepRules } from "./golden-row.ts"
import type { CustomerTable } from "./keep-tables.ts"
import type { KeptRecord, Version } from "./kept-record.ts"
import { insertSearchWords } from "./search-words.store.ts"
import { affectedBy, type Affected, type MovedRecord } from "./affected.ts"
import {
  addVersions,
  insertRecords,
  moveRecords,
  rememberRecords,
  replaceRecords,
  takeVersions,
} from "./record.store.ts"

export interface KeepPorts {
  readonly tx: Tx
  readonly rules: KeepRules
  readonly journal: Journal<Tx>
  readonly cause: Cause
  /** Customers need not be found by the search box yet: `makeSearchable` sees to that afterwards. */
  readonly searchLater?: boolean
}

/** Evidence to be written. Of customers nothing is said here: they follow from `moves`. */
export interface EvidenceWrites {
  /** Seen for the first time. */
  readonly born: readonly KeptRecord[]
  /** Known, and from now on saying this. */
  readonly replaced: readonly KeptRecord[]
  /** What no longer counts, or came too late to. */
  readonly superseded: readonly Version[]
  /** Versions that count again. */
  readonly promoted: readonly Version[]
}

/** Whole customers, and what happens to their records. */
export interface KeepPiece {
  readonly evidence: EvidenceWrites
  readonly changes: readonly MovedRecord[]
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
}

/** What a piece did. */
export interface Kept {
  /** Customers made, changed or joined. */
  readonly customers: number
  /** Customers that several records were joined into. */
  readonly joined: number
}

/**
 * Writes a piece: evidence, memberships, golden rows with their history, search words, and what
 * happened, by ids, for whoever follows. Set-based: a fixed number of statements for any number of rows.
 */
export async function keep(ports: KeepPorts, piece: KeepPiece): Promise<Kept> {
  const affected = affectedBy(piece.changes, piece.customerOf)
  await keepEvidence(ports, piece, affected)
  const compared = await keepCustomers(ports, affected)
  await tell(ports, "customer/changed", toldOf(compared))
  await tell(ports, "record/changed", silentlyWritten(piece, toldOf(compared)))
  return keptOf(compared, affected)
}

/** Customers whose golden row is another, or no more. */
function toldOf({ gone, changed }: Compared): readonly CustomerId[] {
  return [...gone, ...changed.map(({ id }) => id)]
}

/** Records that say something else although their customer stays what it was. */
function silentlyWritten(
  { evidence, customerOf }: KeepPiece,
  told: readonly CustomerId[],
): readonly RecordId[] {
  const isTold = new Set<string>(told)
  return [...evidence.born, ...evidence.replaced]
    .map(({ id }) => id)
    .filter((id) => !isTold.has(customerOf.get(id) ?? id))
}

async function keepEvidence(
  { tx, cause }: KeepPorts,
  { evidence, customerOf }: KeepPiece,
  { moves }: Affected,
): Promise<void> {
  const placed = (record: KeptRecord) => ({ ...record, customer: customerOf.get(record.id) })
  const written = new Set([...evidence.born, ...evidence.replaced].map(({ id }) => id))
  await takeVersions(tx, evidence.promoted)
  await addVersions(tx, evidence.superseded)
  await rememberRecords(tx, changedRecords(evidence, moves), cause.now)
  await insertRecords(tx, evidence.born.map(placed))
  await replaceRecords(tx, evidence.replaced.map(placed))
  await moveRecords(
    tx,
    moves.filter(({ record }) => !written.has(record)),
  )
}

/** Records that were there before and say or belong otherwise afterwards. */
function changedRecords(evidence: EvidenceWrites, moves: Affected["moves"]): readonly RecordId[] {
  const born = new Set(evidence.born.map(({ id }) => id))
  const changed = new Set(evidence.replaced.map(({ id }) => id))
  for (const { record } of moves) if (!born.has(record)) changed.add(record)
  return [...changed]
}

/**
 * What a piece would do to customers, without doing it.
 * @returns the same figures as `keep`
 */
export async function foresee(
  { tx, rules }: Pick<KeepPorts, "tx" | "rules">,
  { changes, customerOf }: Omit<KeepPiece, "evidence">,
): Promise<Kept> {
  const affected = affectedBy(changes, customerOf)
  return keptOf(await compare({ tx, rules }, affected), affected)
}

interface Compared {
  readonly old: ReadonlyMap<CustomerId, CustomerTable>
  readonly changed: readonly GoldenRow[]
  readonly gone: readonly CustomerId[]
}

/** Golden rows that come out the same stay as they are, with their version and time of change. */
async function compare(
  { tx, rules }: Pick<KeepPorts, "tx" | "rules">,
  { groups, before }: Affected,
): Promise<Compared> {
  const old = new Map((await readCustomers(tx, [...before])).map((row) => [row.id, row]))
  const changed = newRows(groups, rules).filter((row) => {
    const known = old.get(row.id)
    return known === undefined || differingColumns({ ...known }, row).length > 0
  })
  return { old, changed, gone: [...old.keys()].filter((id) => !groups.has(id)) }
}

function keptOf({ changed }: Compared, { joined }: Affected): Kept {
  return { customers: changed.length, joined: changed.filter(({ id }) => joined.has(id)).length }
}

async function keepCustomers(ports: KeepPorts, affected: Affected): Promise<Compared> {
  const { tx, rules, cause } = ports
  const compared = await compare(ports, affected)
  const { old, changed, gone } = compared
  const replaced = changed.filter(({ id }) => old.has(id)).map(({ id }) => id)
  await retireCustomers(tx, [...gone, ...replaced], cause)
  const versioned = changed.map((row): VersionedRow => ({
    row,
    version: (old.get(row.id)?.version ?? 0) + 1,
    updated: laterOf(old.get(row.id)?.updated, cause.now),
  }))
  await insertCustomers(tx, versioned)
  if (ports.searchLater !== true) await insertSearchWords(tx, wordsOf(changed, rules))
  return compared
}

/** A clock that was set back must not make a customer older than what it was before. */
function laterOf(before: Date | undefined, now: Date): Date {
  return before !== undefined && before > now ? before : now
}

function wordsOf(rows: readonly GoldenRow[], { searchTokens }: KeepRules) {
  return rows.map((row) => ({ id: row.id, tokens: searchTokens(row.kind, searchedOf(row)) }))
}

function newRows(
  groups: ReadonlyMap<CustomerId, readonly LiveRecord[]>,
  rules: KeepRules,
): readonly GoldenRow[] {
  return Array.from(groups, ([id, members]) => goldenRowOf(id, members, rules))
}

const idsPerEntry = 1_000

/** Says in the journal what changed, by ids only: one entry for every thousand. */
export async function tell(
  { tx, journal, cause }: Pick<KeepPorts, "tx" | "journal" | "cause">,
  kind: "customer/changed" | "record/changed",
  ids: readonly RecordId[],
): Promise<void> {
  const sorted = ids.toSorted()
  const batch = cause.batch === undefined ? {} : { batch: cause.batch }
  const entries = []
  for (let from = 0; from < sorted.length; from += idsPerEntry) {
    const some = sorted.slice(from, from + idsPerEntry)
    entries.push({ kind, ids: some, by: cause.by, ...batch })
  }
  if (entries.length > 0) await journal.append(tx, entries)
}
