import { sql } from "kysely"
import { openStore, type Tx } from "#store"

// What every table says, as one short text each. Left out is what no two runs have in common: when
// something was written, the nonce of a seal, the numbers of the journal, the requests in between.

const rowsOf: Readonly<Record<string, string>> = {
  source: "to_jsonb(t) - 'created'",
  batch:
    "to_jsonb(t) - '{progress,created,started,finished,undone_at,failure}'::text[] || jsonb_build_object('undone', undone_at is not null)",
  raw_chunk: "jsonb_build_array(batch, chunk, first_row, row_count)",
  rejection: "to_jsonb(t)",
  load: "jsonb_build_array(id, source, count, undone_at is not null)",
  event: "to_jsonb(t) - 'received'",
  record: "to_jsonb(t) - '{observed,received}'::text[]",
  birth_counter: "to_jsonb(t)",
  record_version: "to_jsonb(t) - '{observed,received}'::text[]",
  record_history:
    "to_jsonb(t) - '{until,n,withdrawn,observed,received}'::text[] || jsonb_build_object('withdrawn', withdrawn is not null)",
  match_key: "to_jsonb(t)",
  // Who did not hear the answer asks again, and a run that was over runs once more.
  link: "to_jsonb(t) - '{made,run}'::text[] || jsonb_build_object('run', least(run, 1))",
  runs: "to_jsonb(t)",
  batch_plan: "to_jsonb(t)",
  batch_chunk: "to_jsonb(t)",
  customer: "to_jsonb(t) - 'updated'",
  customer_history: "to_jsonb(t) - 'until' #- '{golden,updated}'",
  customer_search:
    "jsonb_build_array(id, (select array_agg(w order by w) from unnest(tokens) as w))",
  // The journal is followed all the while: what was told is its entries and those that wait.
  told: "to_jsonb(t)",
}

const runs = `(select distinct rules, records, customers, links, finished is not null as finished, principal
  from resolve_run)`

const told = `(select j.kind, j.batch, i.id from journal j, unnest(j.ids) as i (id)
  union all select o.kind, o.batch, i.id from outbox o, unnest(o.ids) as i (id))`

/** Digest by table. Two databases with the same digests say the same. */
export async function digestsOf(tx: Tx): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {}
  for (const [table, row] of Object.entries(rowsOf)) {
    const from = { told, runs }[table] ?? table
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || md5(coalesce(string_agg(row, E'\n' order by row collate "C"), '')) as digest
      from (select (${sql.raw(row)})::text as row from ${sql.raw(from)} as t) as s`.execute(
      tx.tables(),
    )
    digests[table] = rows[0]?.digest ?? ""
  }
  return digests
}

/** The same of a data directory on which nothing runs. */
export async function digestsIn(directory: string): Promise<Readonly<Record<string, string>>> {
  const store = await openStore({ directory })
  try {
    return await store.read(digestsOf)
  } finally {
    await store.close()
  }
}

/** Tables that say different things. */
export function differingTables(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(one).filter((table) => one[table] !== other[table])
}
