import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const customers = defineCommand({
  name: "customers",
  usage: "[--search TEXT] [--limit N]",
  summary: "cli.customers",
  options: { search: "text", limit: "text" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const search = given.text("search")
      const limit = given.whole("limit") ?? 50
      const { items, next } = await api.customer.search({
        ...(search === undefined ? {} : { search }),
        limit,
      })
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
