import { closeLoad, ensureEventMonths, ensureSource, openLoad } from "#collect"
import { BatchId, PrincipalId, RecordId } from "#kernel"
import type { OpenStore, Tx } from "#store"
import { sql } from "kysely"
import { randomOf } from "./random.ts"

/** The number of a load that no import will ever take. */
const load = BatchId.parse(1_900_000_000)
const nobody = { actor: "program", permissions: [], departments: "all", purpose: "bench" } as const
const principal = PrincipalId.parse("00000000-0000-4000-8000-000000000001")
const monthMs = 30 * 86_400_000
const first = Date.UTC(2024, 0, 1)
const months = 24
const atOnce = 200_000

/**
 * Two years of events for the records that are there, straight by COPY: how they are read is measured,
 * not how they are imported. Most records have a few, some have many.
 */
export async function writeEvents(store: OpenStore, count: number): Promise<void> {
  const records = await store.read(recordIds)
  await store.transaction(async (tx) => {
    const source = await ensureSource(tx, {
      name: "bench events",
      kind: "order",
      principal: { ...nobody, id: principal },
    })
    await openLoad(tx, { id: load, source: source.id })
    // Two instants a month, so that a short month is not stepped over.
    const length = 2 * months + 2
    const instants = Array.from({ length }, (_, at) => new Date(first + (at * monthMs) / 2))
    await ensureEventMonths(tx, instants)
  })
  const random = randomOf(11)
  for (let from = 0; from < count; from += atOnce) {
    const rows = made(records, { random, from, count: Math.min(atOnce, count - from) })
    await store.transaction((tx) => tx.copyIn({ table: "event", columns }, rows))
  }
  await store.transaction((tx) => closeLoad(tx, load))
}

const columns = ["record", "at", "key", "kind", "load", "amount", "currency", "quantity", "data"]
const kinds = ["order", "order", "order", "payment", "call", "visit", "page-view"]

interface Making {
  readonly random: () => number
  readonly from: number
  readonly count: number
}

function* made(records: readonly RecordId[], { random, from, count }: Making) {
  for (let row = from; row < from + count; row += 1) {
    const record = records[Math.floor(random() ** 3 * records.length)] ?? ""
    const at = new Date(first + Math.floor(random() * months * monthMs))
    const kind = kinds[Math.floor(random() * kinds.length)] ?? "order"
    const amount = kind === "order" || kind === "payment" ? Math.ceil(random() * 100_000) : null
    const currency = amount === null ? null : "CNY"
    yield [record, at, row, kind, load, amount, currency, 1, null]
  }
}

async function recordIds(tx: Tx): Promise<readonly RecordId[]> {
  const { rows } = await sql<{
    id: string
  }>`select record as id from membership_view order by 1`.execute(tx.tables<unknown>())
  return rows.map(({ id }) => RecordId.parse(id))
}
