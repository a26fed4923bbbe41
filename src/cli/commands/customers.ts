import type { Client } from "../client.ts"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const customers = defineCommand({
  name: "customers",
  usage: "[--search TEXT] [--limit N] [--as-of DATE]",
  summary: "cli.customers",
  options: { search: "text", limit: "text", "as-of": "text" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const search = given.text("search")
      const limit = given.whole("limit") ?? 50
      const { items, next } = await findCustomers(api, { search, limit, asOf: given.text("as-of") })
      const rows = items.map((row) => [
        row.number,
        row.name,
        [row.golden["phones"], row.golden["emails"]].flat().find((value) => value !== undefined) ??
          "",
        row.sources.join(", "),
        String(row.records),
      ])
      const headings = [
        terminal.say("cli.column.number"),
        terminal.say("cli.column.name"),
        terminal.say("cli.column.reach"),
        terminal.say("cli.column.source"),
        terminal.say("cli.column.records"),
      ]
      terminal.print(items.length === 0 ? terminal.say("cli.nobody") : printTable(headings, rows))
      if (next !== null) terminal.print(terminal.say("cli.more", { limit }))
      terminal.answer({ customers: items, more: next !== null })
      return 0
    }),
})

interface Finding {
  readonly search: string | undefined
  readonly limit: number
  readonly asOf: string | undefined
}

type Row = Awaited<ReturnType<Client["customer"]["search"]>>["items"][number]

const pageSize = 500

/** As many as were asked for, page by page. */
async function findCustomers(api: Client, { search, limit, asOf }: Finding) {
  const items: Row[] = []
  let next: string | null = null
  do {
    const page = await api.customer.search({
      ...(search === undefined ? {} : { search }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(next === null ? {} : { cursor: next }),
      limit: Math.min(limit - items.length, pageSize),
    })
    items.push(...page.items)
    next = page.next
  } while (next !== null && items.length < limit)
  return { items, next }
}
