import { dictionary, type CustomerId, type FieldId, type RecordId } from "#kernel"
import type { Tx } from "#store"
import { printNumber } from "./number.ts"
import { readRecords } from "./record.store.ts"
import { shownGolden, type ShownGolden } from "./shown-golden.ts"
import { readSources } from "./source-names.store.ts"
import { readUndone, type GoldenDocument, type UndoneRow } from "./undo-account.store.ts"

/** Who says a value that was put back, and since when. */
export interface PutBackBy {
  readonly source: string
  readonly at: string
  /** `null` where it was typed by hand. */
  readonly batch: number | null
}

/** A golden value before and after an undo; sensitive ones masked. */
export interface PutBack {
  readonly field: FieldId
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** `null` where nobody says anything any more. */
  readonly by: PutBackBy | null
}

/** What an undo made of a customer. */
export interface UndoneCustomer {
  readonly id: CustomerId
  readonly number: string
  readonly name: string
  readonly gone: boolean
  readonly values: readonly PutBack[]
}

export interface UndonePage {
  readonly limit: number
  /** Only customers behind this one: the last of the page before. */
  readonly after?: CustomerId | undefined
}

/** What became of customers by an undo: who is gone, and which values were put back to what, by whom. */
export async function readUndoneCustomers(
  tx: Tx,
  batch: number,
  { limit, after }: UndonePage,
): Promise<{ readonly items: readonly UndoneCustomer[]; readonly next: CustomerId | null }> {
  const rows = await readUndone(tx, batch, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const byOf = await witnessesOf(tx, page)
  const next = rows.length > limit ? (page.at(-1)?.customer ?? null) : null
  return { items: page.map((row) => undoneOf(row, byOf)), next }
}

type ByOf = (record: RecordId | undefined) => PutBackBy | null

async function witnessesOf(tx: Tx, rows: readonly UndoneRow[]): Promise<ByOf> {
  const members = rows.flatMap(({ after }) => after?.members ?? [])
  const records = new Map((await readRecords(tx, members)).map((record) => [record.id, record]))
  const sources = await readSources(tx)
  return (id) => {
    const record = id === undefined ? undefined : records.get(id)
    const source = record === undefined ? undefined : sources.get(record.source)
    if (record === undefined || source === undefined) return null
    const at = new Date(record.observed).toISOString()
    return { source: source.name, at, batch: record.batch === 0 ? null : record.batch }
  }
}

function undoneOf({ customer, before, after }: UndoneRow, byOf: ByOf): UndoneCustomer {
  const was = shownGolden(before)
  const is: ShownGolden = after === null ? {} : shownGolden(after)
  const fields = dictionary.filter(
    ({ id }) => listOf(was[id]).join("\n") !== listOf(is[id]).join("\n"),
  )
  return {
    id: customer,
    number: printNumber(before.no),
    name: nameIn(was),
    gone: after === null,
    values: fields.map(({ id }) => ({
      field: id,
      from: listOf(was[id]),
      to: listOf(is[id]),
      by: byOf(winnerOf(after, id)),
    })),
  }
}

function winnerOf(after: GoldenDocument | null, field: FieldId): RecordId | undefined {
  const place = after?.provenance?.[field]?.[0]?.record
  return place === undefined ? undefined : after?.members[place]
}

function nameIn({ name, organisation_name: company }: ShownGolden): string {
  return listOf(name)[0] ?? listOf(company)[0] ?? ""
}

function listOf(value: string | string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === "string" ? [value] : value
}
