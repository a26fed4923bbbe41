import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const resolve = defineCommand({
  name: "resolve",
  usage: "",
  summary: "cli.resolve",
  options: {},
  run: (_given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      terminal.progress(terminal.say("cli.stage.resolving"))
      const done = await api.decision.resolveAll()
      terminal.print(terminal.say("cli.resolved", { ...done }))
      terminal.answer(done)
      return 0
    }),
})
