import type { LiveRecord, RecordId } from "#kernel"
import type { Tx } from "#store"
import { visibleRecords } from "./case.store.ts"
import { findCustomer, type FoundCustomer, type Reader } from "./find-customer.store.ts"
import { liveOf, type KeptRecord } from "./kept-record.ts"
import { readRecords, readRecordsThen } from "./record.store.ts"
import { readSources, type NamedSource } from "./source-names.store.ts"

/** A record of a customer and its place among all of them, seen or not. */
export interface CaseMember {
  readonly record: KeptRecord
  readonly place: number
}

/** A customer with its records, as its reader may see them. */
export interface Case extends FoundCustomer {
  /** In the order of the customer: the oldest first. */
  readonly members: readonly CaseMember[]
  readonly sources: ReadonlyMap<number, NamedSource>
}

/** @throws Failure "keep/unknown-customer" */
export async function readCase(tx: Tx, asked: string, reader: Reader): Promise<Case> {
  const found = await findCustomer(tx, asked, reader)
  const seen = await visibleRecords(tx, found.row.members, reader)
  const { asOf } = reader
  const kept = await (asOf === undefined ? readRecords(tx, seen) : readRecordsThen(tx, seen, asOf))
  const records = new Map(kept.map((record) => [record.id, record]))
  const members = found.row.members.flatMap((id, place) => {
    const record = records.get(id)
    return record === undefined ? [] : [{ record, place }]
  })
  return { ...found, members, sources: await readSources(tx) }
}

/** The records as survivorship and resolve take them. */
export function liveMembers({ members }: Case): readonly LiveRecord[] {
  return members.map(({ record }) => liveOf(record))
}

export function memberIds({ members }: Case): readonly RecordId[] {
  return members.map(({ record }) => record.id)
}
