import { sql } from "kysely"
import type { CustomerId, Subject } from "#kernel"
import type { Tx } from "#store"
import type { KeepTables } from "./keep-tables.ts"

/** What a customer is found by. */
export interface SearchWords {
  readonly id: CustomerId
  readonly tokens: readonly string[]
}

export async function insertSearchWords(tx: Tx, words: readonly SearchWords[]): Promise<void> {
  if (words.length === 0) return
  const rows = words
    .toSorted((one, two) => (one.id < two.id ? -1 : 1))
    .map(({ id, tokens }) => [id, tokens])
  await tx.copyIn({ table: "customer_search", columns: ["id", "tokens"] }, rows)
}

/** As much of a golden row as the search box looks into, and whether it does already. */
export interface SearchedRow extends Pick<
  KeepTables["customer"],
  "id" | "kind" | "name" | "also_known" | "organisation_name" | "employer" | "phones" | "emails"
> {
  readonly kind: Subject
  readonly is_found: boolean
}

/** Customers after an id, at most `limit`, by id. */
export async function readSearched(
  tx: Tx,
  after: CustomerId | undefined,
  limit: number,
): Promise<readonly SearchedRow[]> {
  const page = tx
    .tables<KeepTables>()
    .selectFrom("customer as c")
    .select([
      "id",
      "kind",
      "name",
      "also_known",
      "organisation_name",
      "employer",
      "phones",
      "emails",
    ])
    .select(sql<boolean>`exists (select from customer_search s where s.id = c.id)`.as("is_found"))
    .orderBy("id")
    .limit(limit)
  return (after === undefined ? page : page.where("id", ">", after)).execute()
}

/** Is there any customer that the search box cannot find? */
export async function isSearchBehind(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select from customer c
      where not exists (select from customer_search s where s.id = c.id)) as behind`.execute(
    tx.tables(),
  )
  return rows[0]?.behind === true
}
