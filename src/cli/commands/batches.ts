import { isTextKey } from "#text"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const batches = defineCommand({
  name: "batches",
  usage: "[--limit N]",
  summary: "cli.batches",
  options: { limit: "text" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const { items } = await api.batch.list({ limit: Math.min(given.whole("limit") ?? 50, 500) })
      const rows = items.map(({ id, source, fileName, state, tally, created }) => {
        const key = `cli.state.${state}`
        const counts = [tally.read, tally.accepted, tally.rejected, tally.customers].map(String)
        const name = isTextKey(key) ? terminal.say(key) : state
        return [String(id), source.name, fileName, name, ...counts, created.slice(0, 16)]
      })
      const headings = [
        "batch",
        "source",
        "file",
        "state",
        "read",
        "accepted",
        "rejected",
        "customers",
        "created",
      ]
      terminal.print(
        printTable(
          headings.map((heading) => sayHeading(heading)),
          rows,
        ),
      )
      terminal.answer(items.map(({ dialect: _dialect, plan: _plan, ...item }) => item))
      return 0

      function sayHeading(heading: string): string {
        const key = `cli.column.${heading}`
        return isTextKey(key) ? terminal.say(key) : heading
      }
    }),
})
