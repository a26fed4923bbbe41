import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const rebuild = defineCommand({
  name: "rebuild",
  usage: "[--check]",
  summary: "cli.rebuild",
  options: { check: "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const check = given.flag("check")
      terminal.progress(terminal.say("cli.rebuilding"))
      const done = await api.decision.rebuild({ check })
      const { where, ...facts } = done
      terminal.print(terminal.say(check ? "cli.checked" : "cli.rebuilt", facts))
      for (const { table, id, column } of where) terminal.print(`  ${table}  ${id}  ${column}`)
      terminal.answer(done)
      return check && done.differences > 0 ? 1 : 0
    }),
})
