import { isTextKey } from "#text"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const tasks = defineCommand({
  name: "tasks",
  usage: "[CUSTOMER]",
  summary: "cli.tasks",
  takes: ["CUSTOMER?"],
  options: {},
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const customer = given.argument(0)
      const open = await api.task.list(customer === undefined ? {} : { customer })
      const head = ["created", "number", "name", "field", "batch"] as const
      const rows = open.map(({ customer: whose, field, made, batch }) => {
        const key = `field.${field}`
        const name = isTextKey(key) ? terminal.say(key) : field
        const at = made.slice(0, 16).replace("T", " ")
        return [at, whose.number, whose.name, name, String(batch)]
      })
      const headings = head.map((name) => terminal.say(`cli.column.${name}`))
      terminal.print(rows.length === 0 ? terminal.say("cli.no-tasks") : printTable(headings, rows))
      terminal.answer(open)
      return 0
    }),
})
