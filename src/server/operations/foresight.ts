import { tellForeseen, tellForesight, type ToldForeseen, type ToldForesight } from "#flow"
import type { House } from "../compose.ts"
import { parseCursor, printCursor } from "./cursor.ts"
import { os } from "./os.ts"

/** What a preview found. */
export function foresightOperations(house: House) {
  return {
    read: os.foresight.read.handler(async ({ input }) =>
      showForesight(await tellForesight(house.store, input.batch)),
    ),
    list: os.foresight.list.handler(async ({ input }) => {
      const { batch, kind, limit } = input
      const page = { kind, limit, after: parseCursor(input.cursor) }
      const { items, next } = await tellForeseen(house, batch, page)
      return { items: items.map(showForeseen), next: printCursor(next) }
    }),
  }
}

function showForesight({ made, expires, about, counts, fields, reasons }: ToldForesight) {
  return {
    made: made.toISOString(),
    expires: expires.toISOString(),
    about,
    counts: { ...counts },
    fields: fields.map((field) => ({ ...field })),
    reasons: reasons.map((reason) => ({ ...reason, facts: { ...reason.facts } })),
  }
}

function showForeseen({ customers, rows, of, rules, values }: ToldForeseen) {
  return {
    customers: [...customers],
    rows: rows.map((row) => ({ ...row })),
    of,
    rules: [...rules],
    values: values.map(({ field, from, to }) => ({ field, from: [...from], to: [...to] })),
  }
}
