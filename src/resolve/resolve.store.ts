import { sql } from "kysely"
import type { PrincipalId, RecordId } from "#kernel"
import type { Tx } from "#store"
import type { Link } from "./link.ts"
import type { StoredKey } from "./stored-keys.ts"

/** The tables that belong to resolve. No other stage reads them. */
interface ResolveTables {
  readonly match_key: { readonly k: number; readonly record: RecordId }
  readonly link: {
    readonly a: RecordId
    readonly b: RecordId
    readonly kind: Link["kind"]
    readonly millibits: number
    readonly pattern: string
    readonly run: number
    readonly by_user: string | null
    readonly reason: string | null
    readonly made: Date
    readonly taken_back: Date | null
  }
  readonly resolve_run: {
    readonly id: number
    readonly finished: Date | null
    readonly rules: string
    readonly records: number | null
    readonly customers: number | null
    readonly links: number | null
    readonly principal: PrincipalId
  }
}

/** A link as it is kept, with what only readers of decisions want. */
export interface KeptLink extends Link {
  readonly run: number
  readonly reason: string | undefined
}

/** Records that share a number with one of these keys. One statement for any number of keys. */
export async function readCandidates(
  tx: Tx,
  hashes: readonly number[],
): Promise<readonly RecordId[]> {
  if (hashes.length === 0) return []
  const rows = await tx
    .tables<ResolveTables>()
    .selectFrom("match_key")
    .select("record")
    .distinct()
    .where(sql<boolean>`k = any(${hashes}::int[])`)
    .execute()
  return rows.map(({ record }) => record)
}

export async function writeKeys(tx: Tx, keys: readonly StoredKey[]): Promise<void> {
  if (keys.length === 0) return
  const rows = keys.toSorted((one, two) => one.k - two.k).map(({ k, record }) => [k, record])
  await tx.copyIn({ table: "match_key", columns: ["k", "record"] }, rows)
}

export async function removeKeys(tx: Tx, keys: readonly StoredKey[]): Promise<void> {
  if (keys.length === 0) return
  await sql`delete from match_key using unnest(
      ${keys.map(({ k }) => k)}::int[], ${keys.map(({ record }) => record)}::uuid[]) as gone (k, record)
    where match_key.k = gone.k and match_key.record = gone.record`.execute(tx.tables())
}

/** Everything that is not taken back and touches one of these records, in a fixed order. */
export async function readLinks(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly KeptLink[]> {
  if (records.length === 0) return []
  const rows = await linkRows(tx)
    .where(sql<boolean>`(a = any(${records}::uuid[]) or b = any(${records}::uuid[]))`)
    .execute()
  return rows.map(keptLink)
}

/** Pairs of records, told many at a time. */
export type Pairs = AsyncGenerator<readonly (readonly [RecordId, RecordId])[]>

const pairsAtOnce = 50_000

/** Every two records between which a link is in force that could hold them together. */
export async function* linkedPairs(tx: Tx): Pairs {
  let last: Pick<ResolveTables["link"], "a" | "b" | "run"> | undefined
  for (;;) {
    const { rows } = await sql<Pick<ResolveTables["link"], "a" | "b" | "run">>`
      select a, b, run from link
      where taken_back is null and kind <> 'cannot'
        ${last === undefined ? sql`` : sql`and (a, b, run) > (${last.a}, ${last.b}, ${last.run})`}
      order by a, b, run limit ${pairsAtOnce}`.execute(tx.tables())
    yield rows.map(({ a, b }) => [a, b] as const)
    last = rows.at(-1)
    if (rows.length < pairsAtOnce) return
  }
}

const groupsAtOnce = 10_000

/** Records by a key that more than one has, in the order of the keys' numbers; many groups at a time. */
export async function* sharedKeys(tx: Tx): AsyncGenerator<readonly (readonly RecordId[])[]> {
  for (let last = -2_147_483_649; ;) {
    const { rows } = await sql<{ k: number; records: readonly RecordId[] }>`
      select k, array_agg(record) as records from match_key where k > ${last}::bigint
      group by k having count(*) > 1 order by k limit ${groupsAtOnce}`.execute(tx.tables())
    yield rows.map(({ records }) => records)
    last = rows.at(-1)?.k ?? last
    if (rows.length < groupsAtOnce) return
  }
}

/** Links that people made and did not take back, those to what they typed included. */
export async function readPeoplesLinks(tx: Tx): Promise<readonly KeptLink[]> {
  return (await linkRows(tx).where("kind", "<>", "auto").execute()).map(keptLink)
}

function linkRows(tx: Tx) {
  return tx
    .tables<ResolveTables>()
    .selectFrom("link")
    .selectAll()
    .where("taken_back", "is", null)
    .orderBy("a")
    .orderBy("b")
    .orderBy("run")
}

function keptLink(row: ResolveTables["link"]): KeptLink {
  const { a, b, kind, pattern, run, made } = row
  const decided = row.by_user === null ? {} : { by: row.by_user }
  const milliBits = row.millibits
  const reason = row.reason ?? undefined
  return { a, b, kind, pattern, milliBits, run, reason, made: made.getTime(), ...decided }
}

/** Keeps automatic links under a run. */
export async function writeLinks(tx: Tx, run: number, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  const rows = links
    .toSorted((one, two) => (one.a + one.b < two.a + two.b ? -1 : 1))
    .map(({ a, b, kind, milliBits, pattern }) => [a, b, kind, milliBits, pattern, run])
  const columns = ["a", "b", "kind", "millibits", "pattern", "run"]
  await tx.copyIn({ table: "link", columns }, rows)
}

/** Takes away automatic links. Decisions are never removed, only taken back. */
export async function removeLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await sql`delete from link using unnest(
      ${links.map(({ a }) => a)}::uuid[], ${links.map(({ b }) => b)}::uuid[]) as gone (a, b)
    where link.a = gone.a and link.b = gone.b and link.kind = 'auto'`.execute(tx.tables())
}

/** Automatic links that a run did not find again. */
export async function removeLinksBefore(tx: Tx, run: number): Promise<void> {
  await tx
    .tables<ResolveTables>()
    .deleteFrom("link")
    .where("kind", "=", "auto")
    .where("run", "<", run)
    .execute()
}

/** The run whose links are in force; 0 before the first. */
export async function currentRun(tx: Tx): Promise<number> {
  const row = await tx
    .tables<ResolveTables>()
    .selectFrom("resolve_run")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst()
  return row?.id ?? 0
}

/** What a run of resolve over everybody found. */
export interface RunFigures {
  readonly records: number
  readonly customers: number
  readonly links: number
}

/** The run by these rules that was begun last and is not finished, if nothing was begun after it. */
export async function unfinishedRun(tx: Tx, rules: string): Promise<number | undefined> {
  const last = await tx
    .tables<ResolveTables>()
    .selectFrom("resolve_run")
    .select(["id", "rules", "finished"])
    .orderBy("id", "desc")
    .executeTakeFirst()
  return last?.finished === null && last.rules === rules ? last.id : undefined
}

/** Opens a run and says its number: links that it makes carry it. */
export async function addRun(
  tx: Tx,
  { rules, principal }: { readonly rules: string; readonly principal: PrincipalId },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into resolve_run (rules, principal) values (${rules}, ${principal}) returning id`.execute(
    tx.tables(),
  )
  const [row] = rows
  if (row === undefined) throw new Error("a run was not written")
  return row.id
}

export async function finishRun(tx: Tx, run: number, figures: RunFigures): Promise<void> {
  const { records, customers, links } = figures
  await sql`update resolve_run set finished = now(), records = ${records},
    customers = ${customers}, links = ${links} where id = ${run}`.execute(tx.tables())
}
