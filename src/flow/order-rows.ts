import { contentKeys, rawRows, type Batch, type RawPorts, type RawRow } from "#collect"
import type { Refusal } from "./arrival.ts"
import { eventOfLine, eventsOfOrder, type OrderEvent, type OrderOutcome } from "./order-events.ts"
import {
  isLine,
  orderIdOf,
  readOrderLine,
  type OrderLine,
  type OrderReading,
} from "./order-line.ts"

/** What became complete with the rows of one piece of the file. */
export interface OrderPiece {
  readonly events: readonly OrderEvent[]
  readonly refusals: readonly Refusal[]
  /** The chunk of the batch with which it became complete, and the last row of it. */
  readonly chunk: number
  readonly through: number
}

/**
 * Orders of a batch, piece by piece, in the order in which their last rows stand. Rows of an order may
 * lie apart; only orders that are begun and not over are in memory. The same each time it is done.
 */
export async function* orderPieces(
  ports: RawPorts,
  batch: Batch,
  reading: OrderReading,
): AsyncGenerator<OrderPiece> {
  const lastRows = reading.columns.has("order.id")
    ? await lastRowsOf(ports, batch, reading)
    : new Map<string, number>()
  const open: OpenOrders = { reading, lastRows, begun: new Map(), keyOf: contentKeys() }
  for await (const { chunk, firstRow, rows } of rawRows(ports, batch.id)) {
    const outcomes = rows.map((raw) => takeRow(open, raw))
    yield {
      events: outcomes.flatMap(({ events }) => events),
      refusals: outcomes.flatMap(({ refusals }) => refusals),
      chunk,
      through: firstRow + rows.length - 1,
    }
  }
}

/** Pieces joined until they hold about so many events. */
export async function* gathered(
  pieces: AsyncIterable<OrderPiece>,
  size: number,
): AsyncGenerator<OrderPiece> {
  let parts: OrderPiece[] = []
  let events = 0
  for await (const piece of pieces) {
    parts.push(piece)
    events += piece.events.length
    if (events < size) continue
    yield joined(piece, parts)
    parts = []
    events = 0
  }
  const last = parts.at(-1)
  if (last !== undefined) yield joined(last, parts)
}

function joined(last: OrderPiece, parts: readonly OrderPiece[]): OrderPiece {
  return {
    ...last,
    events: parts.flatMap((part) => part.events),
    refusals: parts.flatMap((part) => part.refusals),
  }
}

interface OpenOrders {
  readonly reading: OrderReading
  readonly lastRows: ReadonlyMap<string, number>
  readonly begun: Map<string, (OrderLine | Refusal)[]>
  readonly keyOf: (...content: readonly string[]) => string
}

const nothingYet: OrderOutcome = { events: [], refusals: [] }

function takeRow({ reading, lastRows, begun, keyOf }: OpenOrders, raw: RawRow): OrderOutcome {
  const read = readOrderLine(reading, raw)
  const id = orderIdOf(reading, raw)
  if (id === undefined)
    return isLine(read)
      ? { events: [eventOfLine(read, keyOf)], refusals: [] }
      : { events: [], refusals: [read] }
  const rows = begun.get(id) ?? []
  rows.push(read)
  if (lastRows.get(id) !== raw.row) {
    begun.set(id, rows)
    return nothingYet
  }
  begun.delete(id)
  return eventsOfOrder(id, rows)
}

/** Where each order ends. */
async function lastRowsOf(
  ports: RawPorts,
  batch: Batch,
  reading: OrderReading,
): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>()
  for await (const { rows } of rawRows(ports, batch.id))
    for (const raw of rows) {
      const id = orderIdOf(reading, raw)
      if (id !== undefined) last.set(id, raw.row)
    }
  return last
}
