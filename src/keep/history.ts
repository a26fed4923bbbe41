import { dictionary, Failure, type FieldId, type PrincipalId, type RecordId } from "#kernel"
import type { Tx } from "#store"
import { visibleRecords } from "./case.store.ts"
import { findCustomer, type Reader } from "./find-customer.store.ts"
import { readOrigin, readPast, type Ending, type PastRow } from "./history.store.ts"
import type { CustomerTable } from "./keep-tables.ts"
import { readRecords } from "./record.store.ts"
import { shownGolden, type ShownGolden } from "./shown-golden.ts"
import { readSources } from "./source-names.store.ts"

/** A record as it is named to people. */
export interface MentionedRecord {
  readonly record: RecordId
  readonly source: string
  readonly sourceKey: string
}

/** What became of a customer at one instant, and by what. */
export interface Change {
  readonly at: string
  readonly what: "begun" | "changed" | "ended"
  readonly cause: string
  readonly batch: number | null
  readonly by: PrincipalId | null
  readonly fields: {
    readonly field: FieldId
    readonly before: string[]
    readonly after: string[]
  }[]
  readonly came: MentionedRecord[]
  readonly went: MentionedRecord[]
}

export interface HistoryRequest {
  readonly customer: string
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface History {
  readonly items: Change[]
  readonly next: string | null
}

/**
 * What changed about a customer, the latest first: between each golden row and the one after it. What
 * it was as part of another customer is that one's history. Cost: the rows that are told.
 * @throws Failure "keep/unknown-customer", "keep/cursor"
 */
export async function readHistory(
  tx: Tx,
  reader: Reader,
  { customer, cursor, limit }: HistoryRequest,
): Promise<History> {
  const before = cursor === undefined ? undefined : parseInstant(cursor)
  const { row } = await findCustomer(tx, customer, reader)
  const past = await readPast(tx, { customer: row.id, before, limit: limit + 1 })
  const rows: readonly Life[] = before === undefined ? [row, ...past] : past
  const isCut = past.length > limit
  const all = [...endBefore(past[0], before), ...turnsOf(rows, isCut)]
  const turns = all.slice(0, limit)
  const last = turns.at(-1)
  const mention = await mentionsOf(tx, reader, turns)
  const items: Change[] = []
  for (const turn of turns) items.push(await changeOf(tx, turn, mention))
  return {
    items,
    next: (isCut || all.length > limit) && last !== undefined ? last.at.toISOString() : null,
  }
}

/** A golden row and, once it is in force no longer, why. */
interface Life extends CustomerTable, Partial<Ending> {
  readonly until?: Date
}

/** One row gives way to another; a customer that begins or ends has nothing on one side. */
interface Turn {
  readonly at: Date
  readonly before: Life | undefined
  readonly after: Life | undefined
}

/** @param isCut there are older rows, so that the oldest here is only what went before */
function turnsOf(rows: readonly Life[], isCut: boolean): readonly Turn[] {
  const turns: Turn[] = []
  for (const [place, row] of rows.entries()) {
    const earlier = rows[place + 1]
    if (earlier === undefined && isCut) break
    if (earlier?.until === undefined) {
      turns.push({ at: row.updated, before: undefined, after: row })
    } else if (earlier.until.getTime() >= row.updated.getTime()) {
      turns.push({ at: row.updated, before: earlier, after: row })
    } else {
      turns.push({ at: row.updated, before: undefined, after: row })
      turns.push({ at: earlier.until, before: earlier, after: undefined })
    }
  }
  return turns
}

/** A page may have ended with the beginning that follows the end of the first row of the next. */
function endBefore(first: PastRow | undefined, before: Date | undefined): readonly Turn[] {
  if (first === undefined || before === undefined || first.until >= before) return []
  return [{ at: first.until, before: first, after: undefined }]
}

type Mention = (records: readonly RecordId[]) => MentionedRecord[]

async function mentionsOf(tx: Tx, reader: Reader, turns: readonly Turn[]): Promise<Mention> {
  const ids = new Set(
    turns.flatMap((turn) => [
      ...missing(turn.after, turn.before),
      ...missing(turn.before, turn.after),
    ]),
  )
  const records = await readRecords(tx, await visibleRecords(tx, [...ids], reader))
  const sources = await readSources(tx)
  const mentioned = new Map(
    records.map(({ id, source, sourceKey }) => [
      id,
      { record: id, source: sources.get(source)?.name ?? "", sourceKey },
    ]),
  )
  return (wanted) => wanted.flatMap((id) => mentioned.get(id) ?? [])
}

/** Records of one row that the other does not have. */
function missing(one: Life | undefined, other: Life | undefined): readonly RecordId[] {
  const known = new Set(other?.members)
  return (one?.members ?? []).filter((record) => !known.has(record))
}

async function changeOf(tx: Tx, turn: Turn, mention: Mention): Promise<Change> {
  const { at, before, after } = turn
  const { cause, batch, principal } = await endingOf(tx, turn)
  return {
    at: at.toISOString(),
    what: before === undefined ? "begun" : after === undefined ? "ended" : "changed",
    cause,
    batch,
    by: principal,
    fields: after === undefined ? [] : fieldsOf(before, after),
    came: mention(missing(after, before)),
    went: mention(missing(before, after)),
  }
}

async function endingOf(tx: Tx, { at, before, after }: Turn): Promise<Ending> {
  if (before?.cause !== undefined) {
    return {
      cause: before.cause,
      batch: before.batch ?? null,
      principal: before.principal ?? null,
    }
  }
  const [oldest] = after?.members ?? []
  const origin = oldest && (await readOrigin(tx, oldest, at))
  const { cause = null, batch = null, principal = null, bare = false } = origin ?? {}
  const arrival = bare ? "orders" : batch === null ? "edit" : "import"
  return { cause: cause ?? arrival, batch, principal }
}

/** Golden values that are not the same; of a sensitive one its mask is told. */
function fieldsOf(before: Life | undefined, after: Life): Change["fields"] {
  const [old, now] = [before === undefined ? {} : shownGolden(before), shownGolden(after)]
  return dictionary.flatMap(({ id }) => {
    const change = { field: id, before: valuesOf(old, id), after: valuesOf(now, id) }
    return change.before.join("\n") === change.after.join("\n") ? [] : [change]
  })
}

function valuesOf(golden: ShownGolden, field: FieldId): string[] {
  return [golden[field] ?? []].flat()
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

function parseInstant(cursor: string): Date {
  if (!instant.test(cursor)) throw new Failure("keep/cursor")
  return new Date(cursor)
}
