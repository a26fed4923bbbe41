import type { OrderRole } from "#cleanse"
import type { Batch, RawRow } from "#collect"
import type { Facts, FailureCode } from "#kernel"
import type { Refusal } from "./arrival.ts"
import {
  multiply,
  readAmount,
  readCurrency,
  readDecimal,
  type OrderAmount,
} from "./order-amount.ts"
import { orderColumnsOf, type OrderColumns } from "./order-columns.ts"
import { readOrderDate, type OrderDate } from "./order-date.ts"
import { normalKey } from "./record-id.ts"
import { zoneClock } from "./zone-clock.ts"

/** A row of a file of orders, read. */
export interface OrderLine {
  readonly row: number
  /** Key of the customer in the source. */
  readonly customer: string
  /** Id of the order as written; empty where there is none. */
  readonly order: string
  readonly at: Date
  /** ISO date in the zone of the source. */
  readonly day: string
  /** Minor units. */
  readonly minor: number
  readonly currency: string
  /** A decimal number. */
  readonly quantity: string | undefined
  /** What else was said of it, as written: line, product, price, channel, status. */
  readonly said: Readonly<Partial<Record<SaidRole, string>>>
  readonly doubts: readonly string[]
}

const saidRoles = ["line", "product", "price", "channel", "status"] as const
type SaidRole = (typeof saidRoles)[number]

/** How the rows of a batch of orders are read: made once, then one call a row. */
export interface OrderReading {
  readonly columns: OrderColumns
  readonly currency: string
  readonly dateOf: (written: string) => OrderDate
}

const firstDay = "1970-01-01"
const dateOrders = { ymd: "unknown", dmy: "day-first", mdy: "month-first" } as const

/**
 * @param today ISO date; orders may lie up to two years ahead
 * @throws Failure those of `orderColumnsOf`; "flow/unknown-zone"
 */
export function orderReadingOf(batch: Batch, today: string): OrderReading {
  const columns = orderColumnsOf(batch)
  const { zone = "Asia/Shanghai", dateOrder = "ymd", currency = "CNY" } = batch.plan ?? {}
  const to = `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`
  const rules = { clock: zoneClock(zone), dateOrder: dateOrders[dateOrder], from: firstDay, to }
  return { columns, currency, dateOf: remembered((written) => readOrderDate(written, rules)) }
}

/** Most files say few days often. */
function remembered(read: (written: string) => OrderDate): (written: string) => OrderDate {
  const known = new Map<string, OrderDate>()
  return (written) => {
    const before = known.get(written)
    if (before !== undefined) return before
    if (known.size > 50_000) known.clear()
    const date = read(written)
    known.set(written, date)
    return date
  }
}

/** Id of the order that a row belongs to; `undefined` where orders have none. */
export function orderIdOf({ columns }: OrderReading, { cells }: RawRow): string | undefined {
  const id = normalKey(cellOf(columns, cells, "order.id"))
  return id === "" ? undefined : id
}

const longestKey = 500

/** Reads a row, or says what is wrong with it. */
export function readOrderLine(reading: OrderReading, raw: RawRow): OrderLine | Refusal {
  const { row, cells, code, facts } = raw
  const { columns } = reading
  if (code !== undefined) return refusal({ row, code, facts })
  if (cells === undefined) return { row, code: "flow/unreadable-row" }
  const refuse = (why: FailureCode, role: OrderRole, more?: Facts) =>
    refusal({ row, code: why, column: columns.get(role)?.header, facts: more })
  const customer = cellOf(columns, cells, "order.customer").trim()
  if (normalKey(customer) === "") return refuse("flow/order-customer", "order.customer")
  if (customer.length > longestKey)
    return refuse("flow/key-too-long", "order.customer", { limit: longestKey })
  const date = reading.dateOf(cellOf(columns, cells, "order.date"))
  if ("flaw" in date) return refuse(date.flaw, "order.date")
  const quantity = cellOf(columns, cells, "order.quantity")
  const count = quantity.trim() === "" ? undefined : readDecimal(quantity)
  if (count === undefined && quantity.trim() !== "")
    return refuse("flow/order-quantity", "order.quantity")
  const amount = amountOf(reading, cells, count)
  if ("flaw" in amount) return refuse(amount.flaw, amountRole(columns, amount.flaw))
  return {
    row,
    customer: customer.toWellFormed(),
    order: cellOf(columns, cells, "order.id").trim(),
    ...date,
    ...amount,
    quantity: count,
    said: saidOf(columns, cells),
  }
}

/** The amount if there is one, else price times quantity. */
function amountOf(
  { columns, currency: usual }: OrderReading,
  cells: readonly string[],
  quantity: string | undefined,
): OrderAmount {
  const currency = readCurrency(cellOf(columns, cells, "order.currency"), usual)
  if (currency === undefined) return { flaw: "flow/order-currency" }
  const written = cellOf(columns, cells, "order.amount")
  if (columns.has("order.amount") && written.trim() !== "") return readAmount(written, currency)
  const price = readDecimal(cellOf(columns, cells, "order.price"))
  if (price === undefined || quantity === undefined) return { flaw: "flow/order-amount" }
  const minor = multiply(price, quantity, currency)
  return Number.isSafeInteger(minor)
    ? { minor, currency, doubts: [] }
    : { flaw: "flow/order-amount" }
}

function amountRole(columns: OrderColumns, flaw: string): OrderRole {
  if (flaw === "flow/order-currency") return "order.currency"
  return columns.has("order.amount") ? "order.amount" : "order.price"
}

function saidOf(columns: OrderColumns, cells: readonly string[]): OrderLine["said"] {
  const said: Partial<Record<SaidRole, string>> = {}
  for (const role of saidRoles) {
    const written = cellOf(columns, cells, `order.${role}`).trim()
    if (written !== "") said[role] = written
  }
  return said
}

function cellOf(columns: OrderColumns, cells: readonly string[] | undefined, role: OrderRole) {
  const column = columns.get(role)
  return column === undefined ? "" : (cells?.[column.at] ?? "")
}

/** A refusal that says only what there is to say. */
export function refusal(why: {
  readonly row: number
  readonly code: FailureCode
  readonly column?: string | undefined
  readonly facts?: Facts | undefined
}): Refusal {
  const { row, code, column, facts } = why
  return {
    row,
    code,
    ...(column !== undefined && { column }),
    ...(facts !== undefined && { facts }),
  }
}

export function isLine(read: OrderLine | Refusal): read is OrderLine {
  return !("code" in read)
}
