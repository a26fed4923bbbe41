import {
  rawRowsAt,
  readBatch,
  readForeseen,
  readForesight,
  type Batch,
  type Foreseen,
  type ForeseenPage,
  type Foresight,
  type RawRow,
} from "#collect"
import { readBriefs, readRecords, type CustomerBrief, type KeptRecord } from "#keep"
import {
  Failure,
  nameFieldOf,
  type BatchId,
  type CleanValue,
  type CleanValues,
  type FieldId,
  type RecordId,
  type Sealer,
} from "#kernel"
import type { Store } from "#store"
import { arrive, isRefusal, receptionOf } from "./arrival.ts"
import { changedFields } from "./foresight-book.ts"

/** A preview is good for so long; then it and, if nobody came back for it, the file are forgotten. */
export const foresightLastsMs = 24 * 60 * 60 * 1000

/** What a preview found, and until when that is kept. */
export interface ToldForesight extends Foresight {
  readonly made: Date
  readonly expires: Date
}

/** @throws Failure "collect/unknown-batch" | "flow/no-foresight" */
export async function tellForesight(store: Store, id: BatchId): Promise<ToldForesight> {
  return store.read(async (tx) => {
    await readBatch(tx, id)
    const found = await readForesight(tx, id)
    if (found === undefined) throw new Failure("flow/no-foresight", { batch: id })
    const { made, summary } = found
    return { ...summary, made, expires: new Date(made.getTime() + foresightLastsMs) }
  })
}

/** A field before and after; sensitive values are masked. */
export interface ForeseenValue {
  readonly field: FieldId
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** One of the things that would happen, with the values and names as they are now. */
export interface ToldForeseen {
  readonly customers: readonly CustomerBrief[]
  readonly rows: readonly { readonly row: number; readonly name: string }[]
  readonly of: number
  readonly rules: readonly string[]
  readonly values: readonly ForeseenValue[]
}

interface Reading {
  readonly store: Store
  readonly sealer: Sealer
}

/**
 * What would happen, one by one. What rows and records say is read again: only where they stand was kept.
 * @throws Failure "collect/unknown-batch" | "flow/no-foresight" | "flow/no-plan"
 */
export async function tellForeseen(
  ports: Reading,
  id: BatchId,
  page: ForeseenPage,
): Promise<{ readonly items: readonly ToldForeseen[]; readonly next: number | null }> {
  await tellForesight(ports.store, id)
  const { batch, items, next } = await ports.store.read(async (tx) => ({
    batch: await readBatch(tx, id),
    ...(await readForeseen(tx, id, page)),
  }))
  const rows = items.flatMap((item) => item.rows)
  const said = saidBy(batch, ports.sealer, await rawRowsAt(ports, id, rows))
  const known = await ports.store.read(async (tx) => ({
    customers: await readBriefs(tx, [...new Set(items.flatMap(({ customers }) => customers))]),
    records: await readRecords(
      tx,
      items.flatMap(({ record }) => record ?? []),
    ),
  }))
  return { items: items.map((item) => told(batch, item, { said, ...known })), next }
}

type Said = (row: number) => CleanValues

/** What rows of a batch say, cleansed and sealed as an import would. */
function saidBy(batch: Batch, sealer: Sealer, rows: ReadonlyMap<number, RawRow>): Said {
  const reception = receptionOf(batch, sealer)
  return (row) => {
    const raw = rows.get(row)
    const arrived = raw === undefined ? undefined : arrive(reception, raw, batch.source)
    return arrived === undefined || isRefusal(arrived) ? {} : arrived.clean
  }
}

interface Known {
  readonly said: Said
  readonly customers: readonly CustomerBrief[]
  readonly records: readonly KeptRecord[]
}

function told(batch: Batch, item: Foreseen, { said, customers, records }: Known): ToldForeseen {
  const name = nameFieldOf(batch.content === "organisations" ? "organisation" : "person")
  const before = beforeOf(item.record, records)
  const [first] = item.rows
  const after = first === undefined ? {} : said(first)
  return {
    customers: customers.filter(({ id }) => item.customers.includes(id)),
    rows: item.rows.map((row) => ({ row, name: shown(said(row)[name])[0] ?? "" })),
    of: item.of,
    rules: item.rules,
    values: changedFields(before, after).map((field) => ({
      field,
      from: shown(before[field]),
      to: shown(after[field]),
    })),
  }
}

function beforeOf(id: RecordId | undefined, records: readonly KeptRecord[]): CleanValues {
  return records.find((record) => record.id === id)?.clean ?? {}
}

/** Sensitive values have a mask, others are shown as they are. */
function shown(values: readonly CleanValue[] = []): readonly string[] {
  return values.flatMap(({ v, m }) => m ?? v ?? [])
}
