import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const link = defineCommand({
  name: "link",
  usage: "",
  summary: "cli.link",
  options: {},
  run: async (_given, terminal) => {
    const { findRunning } = await import("#server")
    const running = await findRunning(terminal.dataDir)
    if (running === undefined) throw new Failure("cli/not-running")
    return withHouse(terminal, async ({ api }) => {
      const { path, expires } = await api.system.link()
      const address = new URL(path, running.url).href
      terminal.print(terminal.say("cli.open", { link: address }))
      terminal.answer({ link: address, expires })
      return 0
    })
  },
})
