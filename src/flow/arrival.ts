import type { Batch, RawRow, SourceStanding } from "#collect"
import { cleanseRow, planCleansing, type CleansePlan } from "#cleanse"
import { Failure, type FailureCode, type Facts, type RecordId, type Sealer } from "#kernel"
import { normalKey, recordIdOf } from "./record-id.ts"
import { sealValues, type SealedValues } from "./seal-values.ts"

/** A row that was taken: whose it is and what it says. */
export interface Arrival extends SealedValues {
  readonly row: number
  readonly id: RecordId
  readonly source: number
  readonly sourceKey: string
}

/** A row that was not taken, and why. */
export interface Refusal {
  readonly row: number
  readonly code: FailureCode
  readonly column?: string
  readonly facts?: Facts
}

/** How the rows of a batch are read: made once, then one call a row, in the order of the file. */
export interface Reception {
  readonly cleansing: CleansePlan
  readonly key: number | undefined
  readonly keyColumn: string | undefined
  readonly sourceColumn: number | undefined
  readonly sealer: Sealer
  /** How often each content came, for rows without a key. */
  readonly repeats: Map<string, number>
}

/** Who says what a row says. */
export type RowSource = Pick<SourceStanding, "id" | "no">

/** @throws Failure "flow/no-plan" | "flow/unknown-column" | those of `planCleansing` */
export function receptionOf(batch: Batch, sealer: Sealer): Reception {
  const { plan, headers, id } = batch
  if (plan === null) throw new Failure("flow/no-plan", { batch: id })
  const fieldOfHeader = new Map(plan.columns.map(({ header, field }) => [header, field]))
  const placeOf = (header: string | null) => {
    if (header === null) return undefined
    const at = headers.indexOf(header)
    if (at < 0) throw new Failure("flow/unknown-column", { batch: id, column: header })
    return at
  }
  return {
    cleansing: planCleansing({
      subject: batch.content === "organisations" ? "organisation" : "person",
      columns: headers.map((header) => fieldOfHeader.get(header) ?? undefined),
      context: {
        dateOrder: dateOrders[plan.dateOrder],
        currency: plan.currency,
        today: batch.created.toISOString().slice(0, 10),
      },
    }),
    key: placeOf(plan.key),
    keyColumn: plan.key ?? undefined,
    sourceColumn: placeOf(plan.sourceColumn),
    sealer,
    repeats: new Map(),
  }
}

const dateOrders = { ymd: "unknown", dmy: "day-first", mdy: "month-first" } as const

const longestKey = 500

/** Takes a row or says why not. Rows are refused only where nothing says whose they are. */
export function arrive(
  reception: Reception,
  { row, cells, code, facts }: RawRow,
  source: RowSource,
): Arrival | Refusal {
  if (code !== undefined) return { row, code, ...(facts === undefined ? {} : { facts }) }
  if (cells === undefined) return { row, code: "flow/unreadable-row" }
  const { cleansing, sealer, keyColumn: column } = reception
  const { clean } = cleanseRow(cleansing, cells)
  const key = reception.key === undefined ? "" : (cells[reception.key] ?? "").trim()
  if (key.length > longestKey) {
    return {
      row,
      code: "flow/key-too-long",
      facts: { limit: longestKey },
      ...(column && { column }),
    }
  }
  if (normalKey(key) === "" && clean === undefined) return { row, code: "flow/empty-row" }
  const sourceKey = normalKey(key) === "" ? contentKey(reception, cells, source) : key
  return {
    row,
    source: source.no,
    sourceKey: sourceKey.toWellFormed(),
    id: recordIdOf(sealer, source.id, sourceKey),
    ...sealValues(sealer, clean ?? {}),
  }
}

/** Whether a row was refused. */
export function isRefusal(row: Arrival | Refusal): row is Refusal {
  return "code" in row
}

/**
 * The key of a row that has none: its content, and how often it has come in this delivery. The same
 * file again adds nothing; two people who are written alike stay two.
 */
function contentKey({ repeats, sealer }: Reception, cells: readonly string[], source: RowSource) {
  const content = cells.map((cell) => cell.trim()).join("\u001f")
  const digest = sealer.digest("content", content).toString("hex", 0, 16)
  const counted = `${source.no}:${digest}`
  const repeat = (repeats.get(counted) ?? 0) + 1
  repeats.set(counted, repeat)
  return `${digest}#${repeat}`
}
