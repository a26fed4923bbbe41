import { eventKey, type EventPayload, type FiledEvent } from "#collect"
import type { FailureCode } from "#kernel"
import type { Refusal } from "./arrival.ts"
import { addDecimals, writtenMinor } from "./order-amount.ts"
import { isLine, refusal, type OrderLine } from "./order-line.ts"

/** An event whose record is still named by the key of its source. */
export interface OrderEvent extends Omit<FiledEvent, "record"> {
  readonly customer: string
  /** Rows of the file that it was made of. */
  readonly rows: readonly number[]
}

/** What the rows of one order came to. */
export interface OrderOutcome {
  readonly events: readonly OrderEvent[]
  readonly refusals: readonly Refusal[]
}

/** Version of the payload's shape. */
const version = 1

/** A row without an order id is an event of its own; equal rows are told apart by their count. */
export function eventOfLine(
  line: OrderLine,
  keyOf: (...content: readonly string[]) => string,
): OrderEvent {
  const { customer, at, minor, currency, quantity = "", said } = line
  const content = [customer, at.toISOString(), String(minor), currency, quantity]
  const key = keyOf(...content, JSON.stringify(Object.entries(said)))
  const doubts = line.doubts.length > 0 ? { doubts: line.doubts } : {}
  return eventOf([line], { key, data: { v: version, ...said, ...doubts } })
}

/**
 * The rows of one order are one event. Money that goes back on a later day is a refund of its own. An
 * order of which one row is bad is refused whole: without it, its sum would be wrong.
 */
export function eventsOfOrder(id: string, rows: readonly (OrderLine | Refusal)[]): OrderOutcome {
  const lines = rows.filter(isLine)
  const bad = rows.flatMap((row) => (isLine(row) ? [] : [row]))
  const [first] = lines
  if (first === undefined) return { events: [], refusals: bad }
  const code = conflictOf(lines) ?? (bad.length > 0 ? "flow/order-incomplete" : undefined)
  if (code !== undefined) {
    const facts = code === "flow/order-incomplete" ? { row: bad[0]?.row ?? 0 } : undefined
    return {
      events: [],
      refusals: [...bad, ...lines.map(({ row }) => refusal({ row, code, facts }))],
    }
  }
  const { order, refunds } = withoutRefunds(lines)
  const events = order.length === 0 ? [] : [eventOf(order, keyedBy(["order", id], order))]
  for (const part of refunds) {
    const at = part[0]?.at.toISOString() ?? ""
    events.push(eventOf(part, keyedBy(["refund", id, at], part)))
  }
  return { events, refusals: [] }
}

function conflictOf(lines: readonly OrderLine[]): FailureCode | undefined {
  const [first] = lines
  if (lines.some(({ currency }) => currency !== first?.currency)) return "flow/order-currencies"
  if (lines.some(({ customer }) => customer !== first?.customer)) return "flow/order-customers"
  return undefined
}

/** A discount is a negative line of the order's own day; what goes back later is not. */
function withoutRefunds(lines: readonly OrderLine[]) {
  const first = lines.reduce((one, other) => (other.at < one.at ? other : one))
  const later = lines.filter(({ minor, day }) => minor < 0 && day > first.day)
  const byInstant = Map.groupBy(later, ({ at }) => at.getTime())
  return { order: lines.filter((line) => !later.includes(line)), refunds: [...byInstant.values()] }
}

function keyedBy(parts: readonly string[], lines: readonly OrderLine[]) {
  const doubts = [...new Set(lines.flatMap((line) => line.doubts))]
  const { order = "", said = {} } = lines[0] ?? {}
  const { channel, status } = said
  const data = {
    v: version,
    order,
    ...(channel !== undefined && { channel }),
    ...(status !== undefined && { status }),
    lines: lines.map(lineOf),
    ...(doubts.length > 0 && { doubts }),
  }
  return { key: eventKey(...parts), data }
}

function lineOf({ minor, currency, quantity, said }: OrderLine): EventPayload {
  const { line, product, price } = said
  return {
    ...(line !== undefined && { line }),
    ...(product !== undefined && { product }),
    ...(quantity !== undefined && { quantity }),
    ...(price !== undefined && { price }),
    amount: writtenMinor(minor, currency),
  }
}

function eventOf(
  lines: readonly OrderLine[],
  { key, data }: { readonly key: string; readonly data: EventPayload },
): OrderEvent {
  const earliest = lines.reduce((one, other) => (other.at < one.at ? other : one))
  const amount = lines.reduce((sum, { minor }) => sum + minor, 0)
  const quantities = lines.flatMap(({ quantity }) => (quantity === undefined ? [] : [quantity]))
  return {
    key,
    data,
    amount,
    customer: earliest.customer,
    rows: lines.map(({ row }) => row),
    at: earliest.at,
    kind: amount < 0 ? "refund" : "order",
    currency: earliest.currency,
    quantity: quantities.length === 0 ? undefined : addDecimals(quantities),
  }
}
