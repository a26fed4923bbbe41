import { sql } from "kysely"
import type { CustomerId, PrincipalId } from "#kernel"
import type { CopyValue, Tx } from "#store"
import type { GoldenRow } from "./golden-row.ts"
import type { CustomerTable, KeepTables } from "./keep-tables.ts"
import type { Provenance } from "./survivorship.ts"
import type { IdPage } from "./record.store.ts"

/** Golden rows by id, in no particular order. */
export async function readCustomers(
  tx: Tx,
  ids: readonly CustomerId[],
): Promise<readonly CustomerTable[]> {
  if (ids.length === 0) return []
  return tx
    .tables<KeepTables>()
    .selectFrom("customer")
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

/** Ids of golden rows, in their order. */
export async function readCustomerIds(
  tx: Tx,
  { after, limit }: IdPage,
): Promise<readonly Pick<CustomerTable, "id">[]> {
  const page = tx
    .tables<KeepTables>()
    .selectFrom("customer")
    .select("id")
    .orderBy("id")
    .limit(limit)
  return (after === undefined ? page : page.where("id", ">", after)).execute()
}

/** A golden row, how often it has been another, and since when it is this one. */
export interface VersionedRow {
  readonly row: GoldenRow
  readonly version: number
  readonly updated: Date
}

export async function insertCustomers(tx: Tx, rows: readonly VersionedRow[]): Promise<void> {
  const sorted = rows.toSorted((one, two) => (one.row.id < two.row.id ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return
  const columns = [...Object.keys(first.row), "version", "updated"]
  const lines = sorted.map(({ row, version, updated }): readonly CopyValue[] => {
    const line: CopyValue[] = Object.values({ ...row, provenance: jsonOf(row.provenance) })
    line.push(version, updated)
    return line
  })
  await tx.copyIn({ table: "customer", columns }, lines)
}

const provenanceJson = new WeakMap<Provenance, string>()

/** Customers of one record share their provenance, and so its writing. */
function jsonOf(provenance: Provenance): string {
  const known = provenanceJson.get(provenance)
  if (known !== undefined) return known
  const json = JSON.stringify(provenance)
  provenanceJson.set(provenance, json)
  return json
}

/** Why a golden row was replaced, and by whom. */
export interface Cause {
  readonly what: string
  readonly batch: number | undefined
  readonly by: PrincipalId
  readonly now: Date
}

/** Golden rows go, and what they said and were found by goes into the history. */
export async function retireCustomers(
  tx: Tx,
  ids: readonly CustomerId[],
  { what, batch, by, now }: Cause,
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with gone as (delete from customer where id = any(${ids}::uuid[]) returning *),
      words as (delete from customer_search where id = any(${ids}::uuid[]) returning id, tokens)
    insert into customer_history (customer, since, until, version, golden, members, tokens, cause,
      batch, principal)
    select g.id, g.updated, greatest(g.updated, ${now}), g.version, to_jsonb(g) - 'members',
      g.members, w.tokens, ${what}, ${batch ?? null}, ${by}
    from gone g left join words w on w.id = g.id`.execute(tx.tables())
}

/** Marks a piece of a batch as written. A second mark is refused: each piece happens exactly once. */
export async function markPiece(
  tx: Tx,
  piece: { readonly batch: number; readonly chunk: number; readonly customers: number },
): Promise<void> {
  await tx.tables<KeepTables>().insertInto("batch_chunk").values(piece).execute()
}

/**
 * Customers that hold rows of a batch and were written since then, and how many of them stand on
 * several records.
 */
export async function countTouched(
  tx: Tx,
  batch: number,
  since: Date,
): Promise<{ readonly customers: number; readonly joined: number }> {
  const { rows } = await sql<{ customers: number; joined: number }>`
    select count(*) as customers, count(*) filter (where cardinality(c.members) > 1) as joined
    from customer c
    where c.updated >= ${since}
      and c.id in (select r.customer from record r where r.batch = ${batch})
  `.execute(tx.tables<KeepTables>())
  return rows[0] ?? { customers: 0, joined: 0 }
}

/** Pieces of a batch that are written. */
export async function readPieces(tx: Tx, batch: number): Promise<ReadonlySet<number>> {
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("batch_chunk")
    .select("chunk")
    .where("batch", "=", batch)
    .execute()
  return new Set(rows.map(({ chunk }) => chunk))
}
