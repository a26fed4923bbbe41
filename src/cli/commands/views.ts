import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const views = defineCommand({
  name: "views",
  usage: "",
  summary: "cli.views",
  options: {},
  run: (_given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const found = await api.view.list()
      const rows = found.map(({ name, mine, shared, sort, columns }) => [
        name,
        terminal.say(mine ? (shared ? "cli.view.shared" : "cli.view.mine") : "cli.view.others"),
        sort,
        columns.map(({ id }) => id).join(" "),
      ])
      const headings = (["view", "whose", "order", "columns"] as const).map((column) =>
        terminal.say(`cli.column.${column}`),
      )
      terminal.print(found.length === 0 ? terminal.say("cli.no-views") : printTable(headings, rows))
      terminal.answer({ views: found })
      return 0
    }),
})
