import {
  checkAsked,
  columnsOf,
  listSealed,
  type Asked,
  type Asker,
  type ListColumn,
  type ListSort,
  type SealedLine,
} from "#keep"
import { dictionary } from "#kernel"
import type { Store, Tx } from "#store"
import { writtenMinor } from "../order-amount.ts"
import type { CellKind, ExportCell, ExportColumn, ExportRow } from "./export-column.ts"
import type { ExportContext } from "./export-subjects.ts"

/** Which customers, in which order, and what of them. */
export interface ListExport extends Asked {
  readonly sort?: ListSort | undefined
  /** Ids of the list's columns; besides them `customer_id` and `customer`, its name. */
  readonly columns?: readonly string[] | undefined
}

/** Everything that stands in an export of customers that says nothing of columns. */
const usualColumns = ["customer_id", "number", "kind", ...dictionary.map(({ id }) => id), "records"]

const pageSize = 1_000

/** A column as it is read from a line; what is of the list can be named for people. */
interface ReadColumn extends ExportColumn {
  /** Of which column of the list it is. */
  readonly of: string
  readonly read: (line: SealedLine, context: ExportContext) => ExportCell
}

export interface ListSubject {
  readonly columns: readonly ReadColumn[]
  readonly pieces: (context: ExportContext) => AsyncGenerator<readonly ExportRow[]>
}

/**
 * The customers that answer a question, as the list shows them: the same planner adds what the asker
 * may see, the same masks hide what is sensitive. No connection is held between pages.
 * @throws Failure "keep/question", "keep/unknown-column", "store/unknown-question" before the first row
 */
export async function openListExport(
  store: Store,
  asker: Asker,
  { columns: ids = usualColumns, sort = "number", ...asked }: ListExport,
): Promise<ListSubject> {
  const columns = ids.flatMap((id) => readColumns(id, asker))
  await store.read((tx) => checkAsked(tx, asker, asked))
  const needs = {
    events: ids.some((id) => ["events", "spent", "last_event"].includes(id)),
    traits: ids.some((id) => id.includes(".")),
  }
  const page = (tx: Tx, cursor: string | undefined) =>
    listSealed(tx, asker, { ...asked, sort, cursor, limit: pageSize, needs })
  return {
    columns,
    pieces: async function* (context) {
      for (let cursor: string | undefined; ;) {
        const from = cursor
        const { items, next } = await store.read((tx) => page(tx, from))
        if (items.length > 0)
          yield items.map((line) => columns.map(({ read }) => read(line, context)))
        if (next === null) return
        cursor = next
      }
    },
  }
}

function readColumns(id: string, { traits }: Asker): readonly ReadColumn[] {
  if (id === "customer_id") return [{ of: id, name: id, kind: "text", read: (line) => line.id }]
  if (id === "customer") return [{ of: id, name: id, kind: "text", read: (line) => line.name }]
  return columnsOf([id], traits).flatMap(readColumn)
}

const own: Readonly<Record<string, Pick<ReadColumn, "kind" | "read">>> = {
  number: { kind: "text", read: ({ number }) => number },
  kind: { kind: "text", read: ({ kind }, { sayChoice }) => sayChoice?.("kind", kind) ?? kind },
  sources: { kind: "list", read: ({ sources }) => sources },
  records: { kind: "number", read: ({ records }) => records },
  events: { kind: "number", read: ({ events }) => events },
  last_event: { kind: "instant", read: ({ lastEvent }) => lastEvent },
  updated: { kind: "instant", read: ({ updated }) => updated },
}

function readColumn(column: ListColumn): readonly ReadColumn[] {
  const { id } = column
  const found = own[id]
  if (found !== undefined)
    return [{ of: id, name: id === "number" ? "customer_number" : id, ...found }]
  if (id === "spent") return moneyColumns(id, ({ spent }) => spent && { ...spent })
  const [analysis = "", trait] = id.split(".")
  return trait === undefined ? fieldColumns(column) : traitColumns(column, analysis, trait)
}

type MoneyOf = (line: SealedLine) => { readonly minor: number; readonly currency: string } | null

/** An amount stands beside its currency: numbers can be added up. */
function moneyColumns(id: string, moneyOf: MoneyOf): readonly ReadColumn[] {
  const amount = (line: SealedLine) => {
    const money = moneyOf(line)
    return money === null ? null : writtenMinor(money.minor, money.currency)
  }
  return [
    { of: id, name: id, kind: "amount", read: amount },
    {
      of: `${id}_currency`,
      name: `${id}_currency`,
      kind: "text",
      read: (line) => moneyOf(line)?.currency ?? null,
    },
  ]
}

function fieldColumns({ id, kind, many, sensitive }: ListColumn): readonly ReadColumn[] {
  if (kind === "money") return moneyColumns(id, ({ golden }) => moneyIn(golden[id]))
  const read: ReadColumn["read"] = (line, context) => {
    const sealed = sensitive && context.reveal ? line.sealed[id] : undefined
    if (sealed !== undefined) return context.sealer.openText(sealed)
    const value = line.golden[id]
    if (value === undefined) return many ? [] : null
    const { sayChoice } = context
    if (kind !== "choice" || typeof value !== "string") return value
    return sayChoice?.(id, value) ?? value
  }
  const cells: CellKind = many ? "list" : kind === "date" ? "day" : "text"
  return [{ of: id, name: id, kind: cells, read }]
}

/** Golden money is `minor units` + space + currency. */
function moneyIn(value: string | readonly string[] | undefined): ReturnType<MoneyOf> {
  const [minor, currency] = typeof value === "string" ? value.split(" ") : []
  if (minor === undefined || currency === undefined) return null
  return { minor: Number(minor), currency }
}

function traitColumns(
  { id, kind }: ListColumn,
  analysis: string,
  trait: string,
): readonly ReadColumn[] {
  const valueOf = (line: SealedLine) => line.traits[analysis]?.[trait]
  if (kind === "money")
    return moneyColumns(id, (line) => {
      const minor = valueOf(line)
      const currency = line.traits[analysis]?.["currency"]
      return typeof minor === "number" && typeof currency === "string" ? { minor, currency } : null
    })
  const kinds: Readonly<Record<string, CellKind>> = { number: "number", date: "day" }
  const read: ReadColumn["read"] = (line, { sayChoice }) => {
    const value = valueOf(line)
    if (kind !== "choice" || typeof value !== "string") return value ?? null
    return sayChoice?.(id, value) ?? value
  }
  return [{ of: id, name: id, kind: kinds[kind] ?? "text", read }]
}
