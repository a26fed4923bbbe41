import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { z } from "zod"
import { readRfm } from "#analyse"
import { sorts } from "#contract"
import { exportWhats, openExport, type ExportWords } from "#flow"
import { readView } from "#keep"
import {
  exportFormats,
  exportPurposes,
  Failure,
  Question,
  QuestionId,
  ViewId,
  type ExportFormat,
  type Principal,
} from "#kernel"
import { isTextKey, say, type Language } from "#text"
import { apiPrefix } from "../api/prefix.ts"
import type { House } from "../compose.ts"
import { guarded } from "../http/access.ts"
import { readJsonBody } from "../http/body.ts"
import type { Exchange } from "../http/exchange.ts"
import { inputFailure } from "../http/input-failure.ts"
import type { Route } from "../http/route.ts"
import { writeRfm } from "./write-rfm.ts"

const Wanted = z.strictObject({
  what: z.enum([...exportWhats, "rfm"]),
  format: z.enum(exportFormats).default("csv"),
  /** Sensitive values in plain instead of masked. */
  reveal: z.boolean().default(false),
  purpose: z.enum(exportPurposes).optional(),
  /** CSV with the mark by which spreadsheets know UTF-8. */
  mark: z.boolean().default(false),
  /** The reader's words over the columns and for choices, instead of names and codes. */
  words: z.boolean().default(false),
  // Of customers alone: which of them, in which order, and what of them.
  view: ViewId.optional(),
  question: Question.optional(),
  kept: QuestionId.optional(),
  search: z.string().max(100).optional(),
  sort: z.enum(sorts).optional(),
  columns: z.array(z.string().max(100)).min(1).max(100).optional(),
})
type Wanted = z.infer<typeof Wanted>

const types: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
}

/** Writes out what the house holds, row after row, however much it is. POST: what is asked stays out of addresses. */
export function exportRoute(house: House): Route {
  const { access, gate } = house
  return {
    method: "POST",
    pattern: `${apiPrefix}/exports`,
    handle: guarded(access, async (exchange, principal) => {
      await gate.admit({ principal, permission: "customer/export" })
      const wanted = await readWanted(exchange)
      if (wanted.reveal) await gate.admit({ principal, permission: "customer/reveal" })
      const rows = await rowsOf(house, wanted, { principal, language: exchange.language })
      exchange.response.writeHead(200, {
        "Content-Type": types[wanted.format],
        "Content-Disposition": `attachment; filename="${wanted.what}.${wanted.format}"`,
        "Cache-Control": "no-store",
      })
      await pipeline(rows, exchange.response)
    }),
  }
}

interface Reader {
  readonly principal: Principal
  readonly language: Language
}

async function rowsOf(
  house: House,
  wanted: Wanted,
  { principal, language }: Reader,
): Promise<AsyncGenerator<string | Uint8Array>> {
  const { what, format, mark, view, question, kept, search, sort, columns, words, ...rest } = wanted
  const list = { question, kept, search, sort, columns }
  const isChosen = Object.values({ view, ...list }).some((part) => part !== undefined)
  if (isChosen && what !== "customers") throw new Failure("flow/export-chosen", { what })
  if (what === "rfm") {
    if (format !== "csv" && format !== "jsonl") throw new Failure("flow/export-format", { format })
    await house.store.read(readRfm)
    return writeRfm(house.store, { format, mark })
  }
  return openExport(
    { ...house, temporary: join(house.dataDir, "temporary") },
    {
      ...rest,
      what,
      format,
      mark,
      asker: house.askerOf(principal),
      list: view === undefined ? list : await throughView(house, { view, principal, list }),
      words: words ? wordsIn(language) : undefined,
    },
  )
}

interface ThroughView {
  readonly view: ViewId
  readonly principal: Principal
  readonly list: Pick<Wanted, "question" | "kept" | "search" | "sort" | "columns">
}

/** What a view says, where nothing else is said; conditions come together. */
async function throughView({ store }: House, { view: id, principal, list }: ThroughView) {
  const view = await store.read((tx) => readView(tx, principal.id, id))
  return {
    ...list,
    kept: list.kept ?? view.question ?? undefined,
    sort: list.sort ?? view.sort,
    columns: list.columns ?? [
      "customer_id",
      "customer",
      ...view.columns.map((column) => column.id),
    ],
  }
}

/** The words of a reader: of fields, of what the list has besides, of traits, and of choices. */
function wordsIn(language: Language): ExportWords {
  const word = (keys: readonly string[]) => {
    const key = keys.find(isTextKey)
    return key !== undefined && isTextKey(key) ? say(language, key) : undefined
  }
  const column = (id: string): string =>
    word([`field.${id}`, `column.${id}`, `trait.${id}`]) ?? currencyOf(id) ?? id
  const currencyOf = (id: string) =>
    id.endsWith("_currency")
      ? say(language, "column.currency", { column: column(id.replace(/_currency$/, "")) })
      : undefined
  return {
    title: say(language, "column.customer"),
    column,
    choice: (id, code) =>
      word(id === "kind" ? [`subject.${code}`] : [`choice.${id}.${code}`, `${id}.${code}`]) ?? code,
  }
}

/** @throws Failure "server/json" | "server/input" */
async function readWanted(exchange: Exchange): Promise<Wanted> {
  const { data, error } = Wanted.safeParse(parse(await readJsonBody(exchange)))
  if (error !== undefined) throw inputFailure(error.issues)
  return data
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch (error) {
    throw new Failure("server/json", {}, { cause: error })
  }
}
