import { evidence, printNumber } from "#keep"
import { dictionary, type CleanValue, type Field, type RecordId, type Sealer } from "#kernel"
import type { Tx } from "#store"
import { writtenMinor } from "../order-amount.ts"
import { zoneClock, type ZoneClock } from "../zone-clock.ts"
import { texts, type ExportCell, type ExportColumn } from "./export-column.ts"
import { readMembers, readOrders } from "./export.store.ts"

export interface ExportContext {
  readonly sealer: Sealer
  /** Opens sensitive values instead of masking them. */
  readonly reveal: boolean
  /** The word of a code, where the export is for people. */
  readonly sayChoice?: ((column: string, code: string) => string) | undefined
}

interface ExportPiece {
  readonly rows: readonly (readonly ExportCell[])[]
  /** Id behind which the next piece begins; `undefined` at the end. */
  readonly next: RecordId | undefined
}

/** Something that can be exported: its columns, and its rows piece by piece in a fixed order. */
export interface ExportSubject {
  readonly columns: readonly ExportColumn[]
  readonly read: (
    tx: Tx,
    after: RecordId | undefined,
    context: ExportContext,
  ) => Promise<ExportPiece>
}

const pageSize = 1_000

const membership: ExportSubject = {
  columns: texts(["source", "source_key", "customer_id", "customer_number"]),
  read: async (tx, after) => {
    const members = await readMembers(tx, { after, limit: pageSize })
    const rows = members.map((one) => [
      one.source,
      one.sourceKey,
      one.customer,
      printNumber(one.no),
    ])
    return { rows, next: lastOf(members.map(({ record }) => record)) }
  },
}

const records: ExportSubject = {
  columns: [...texts(["source", "source_key"]), ...dictionary.map(fieldColumn)],
  read: async (tx, after, context) => {
    const members = await readMembers(tx, { after, limit: pageSize })
    const ids = members.map(({ record }) => record)
    const live = new Map((await evidence.current(tx, ids)).map((one) => [one.id, one.clean]))
    const rows = members.map(({ record, source, sourceKey }) => {
      const clean = live.get(record) ?? {}
      const cells = dictionary.map((field) => recordCell(field, clean[field.id] ?? [], context))
      return [source, sourceKey, ...cells]
    })
    return { rows, next: lastOf(ids) }
  },
}

const orders: ExportSubject = {
  columns: [
    ...texts(["source", "source_key", "customer_id", "customer_number"]),
    { name: "date", kind: "day" },
    { name: "at", kind: "instant" },
    ...texts(["kind", "order"]),
    { name: "amount", kind: "amount" },
    ...texts(["currency"]),
    { name: "quantity", kind: "amount" },
    { name: "product", kind: "list" },
    ...texts(["channel", "status"]),
  ],
  read: async (tx, after) => {
    const members = await readMembers(tx, { after, limit: pageSize })
    const memberOf = new Map(members.map((one) => [one.record, one]))
    const clocks = new Map<string, ZoneClock>()
    const events = await readOrders(tx, [...memberOf.keys()])
    const rows = events.flatMap((event) => {
      const member = memberOf.get(event.record)
      return member === undefined ? [] : [orderRow(event, member, clockOf(clocks, member.zone))]
    })
    return { rows, next: lastOf([...memberOf.keys()]) }
  },
}

/** What is exported whole, by its name. */
export const exportSubjects = { membership, records, orders } as const

function lastOf(ids: readonly RecordId[]): RecordId | undefined {
  return ids.length < pageSize ? undefined : ids.at(-1)
}

function fieldColumn({ id, kind, many }: Field): ExportColumn {
  return { name: id, kind: many ? "list" : kind === "date" ? "day" : "text" }
}

function recordCell(
  field: Field,
  values: readonly CleanValue[],
  { sealer, reveal }: ExportContext,
): ExportCell {
  const said = values.flatMap(({ v, k, m }) => {
    if (v === undefined || k === "denied") return []
    if (!field.sensitive) return [v]
    return [reveal ? sealer.openText(v) : (m ?? "")]
  })
  if (field.many) return said
  return said.length === 0 ? null : said.join("; ")
}

type OrderRow = Awaited<ReturnType<typeof readOrders>>[number]
type MemberRow = Awaited<ReturnType<typeof readMembers>>[number]

function orderRow(event: OrderRow, member: MemberRow, clock: ZoneClock): readonly ExportCell[] {
  const { at, kind, amount, currency, quantity, data } = event
  const money = amount === null || currency === null ? null : writtenMinor(amount, currency)
  return [
    member.source,
    member.sourceKey,
    member.customer,
    printNumber(member.no),
    clock.dayOf(at),
    at.toISOString(),
    kind,
    textIn(data, "order"),
    money,
    currency,
    quantity,
    productsIn(data),
    textIn(data, "channel"),
    textIn(data, "status"),
  ]
}

function textIn(data: OrderRow["data"], name: string): string | null {
  const said = data?.[name]
  return typeof said === "string" ? said : null
}

/** Products of the lines in their order, or the one of an order without lines. */
function productsIn(data: OrderRow["data"]): readonly string[] {
  const lines: readonly unknown[] = Array.isArray(data?.["lines"]) ? data["lines"] : [data]
  return lines.flatMap((line) => {
    if (typeof line !== "object" || line === null || !("product" in line)) return []
    return typeof line.product === "string" ? [line.product] : []
  })
}

function clockOf(clocks: Map<string, ZoneClock>, zone: string): ZoneClock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = zoneClock(zone)
  clocks.set(zone, made)
  return made
}
