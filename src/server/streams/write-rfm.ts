import { readRfmRows, type RfmRow } from "#analyse"
import { byteOrderMark, csvLine } from "#collect"
import { printNumber } from "#keep"
import { minorDigits } from "#kernel"
import type { Store } from "#store"

const pageSize = 1000

const columns = [
  "customer_id",
  "customer_number",
  "recency_days",
  "frequency",
  "monetary",
  "currency",
  "r",
  "f",
  "m",
  "segment",
  "last_purchase",
] as const

interface Form {
  readonly format: "csv" | "jsonl"
  readonly mark: boolean
}

/** The current run customer by customer, as pieces of text. */
export async function* writeRfm(store: Store, { format, mark }: Form): AsyncGenerator<string> {
  if (format === "csv") yield (mark ? byteOrderMark : "") + csvLine(columns)
  for (let after: string | undefined; ;) {
    const page = { after, limit: pageSize }
    const rows = await store.read((tx) => readRfmRows(tx, page))
    if (rows.length > 0) yield rows.map((row) => print(row, format)).join("")
    after = rows.at(-1)?.customer
    if (rows.length < pageSize) return
  }
}

function print(row: RfmRow, format: Form["format"]): string {
  const digits = minorDigits(row.currency)
  const cells = [
    row.customer,
    printNumber(row.no),
    row.recency_days,
    row.frequency,
    (row.monetary / 10 ** digits).toFixed(digits),
    row.currency,
    row.r,
    row.f,
    row.m,
    row.segment,
    row.last_purchase,
  ]
  if (format === "csv") return csvLine(cells)
  const said = columns.map((column, at) => [column, cells[at] ?? null] as const)
  return `${JSON.stringify(Object.fromEntries(said))}\n`
}
