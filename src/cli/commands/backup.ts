import { resolve } from "node:path"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const backup = defineCommand({
  name: "backup",
  usage: "--to FILE",
  summary: "cli.backup",
  options: { to: "text" },
  run: async (given, terminal) => {
    const to = resolve(given.required("to"))
    return withHouse(terminal, async ({ api }) => {
      terminal.progress(terminal.say("cli.backing-up"))
      const done = await api.system.backup({ to })
      terminal.print(terminal.say("cli.backed-up", { ...done }))
      terminal.answer(done)
      return 0
    })
  },
})
