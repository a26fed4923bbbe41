import type { CustomerId, RecordId, Subject } from "#kernel"
import type { Tx } from "#store"
import { readCustomers } from "./customer.store.ts"
import { findCustomer, type Reader } from "./find-customer.store.ts"
import type { CustomerTable } from "./keep-tables.ts"
import { printNumber } from "./number.ts"
import { shownName } from "./shown-golden.ts"

/** As much of a customer as is needed to say whom one means. */
export interface CustomerBrief {
  readonly id: CustomerId
  readonly number: string
  readonly kind: Subject
  readonly name: string
  /** The oldest first. */
  readonly records: RecordId[]
}

/** @throws Failure "keep/unknown-customer" */
export async function readBrief(tx: Tx, asked: string, reader: Reader): Promise<CustomerBrief> {
  return briefOf((await findCustomer(tx, asked, reader)).row)
}

/** The oldest first. */
export async function readBriefs(tx: Tx, ids: readonly CustomerId[]): Promise<CustomerBrief[]> {
  const rows = await readCustomers(tx, ids)
  return rows.toSorted((one, other) => one.no - other.no).map(briefOf)
}

/** Of these customers those that a reader may see, the oldest first. */
export async function readVisibleBriefs(
  tx: Tx,
  ids: readonly CustomerId[],
  { departments }: Reader,
): Promise<CustomerBrief[]> {
  const rows = await readCustomers(tx, ids)
  const seen = rows.filter(
    (row) => departments === "all" || row.departments.some((one) => departments.includes(one)),
  )
  return seen.toSorted((one, other) => one.no - other.no).map(briefOf)
}

function briefOf(row: CustomerTable): CustomerBrief {
  const { id, no, kind, members } = row
  return { id, number: printNumber(no), kind, name: shownName(row), records: [...members] }
}
