import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"

export const decisions = defineCommand({
  name: "decisions",
  usage: "CUSTOMER",
  summary: "cli.decisions",
  takes: ["CUSTOMER"],
  options: {},
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const made = await api.decision.list({ customer: given.argument(0) ?? "" })
      const head = ["decision", "state", "with", "reason", "created"] as const
      const rows = made.map(({ decision, kind, others, reason, made: at, takenBack }) => [
        String(decision),
        takenBack === null
          ? terminal.say("cli.decision-kind", { kind })
          : terminal.say("cli.decision-taken-back"),
        others.map(({ number, name }) => `${number} ${name}`).join(", "),
        reason,
        at.slice(0, 16).replace("T", " "),
      ])
      const headings = head.map((name) => terminal.say(`cli.column.${name}`))
      terminal.print(
        rows.length === 0 ? terminal.say("cli.no-decisions") : printTable(headings, rows),
      )
      terminal.answer(made)
      return 0
    }),
})
