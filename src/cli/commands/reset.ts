import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"

export const reset = defineCommand({
  name: "reset",
  usage: "--yes",
  summary: "cli.reset",
  options: { yes: "flag" },
  run: async (given, terminal) => {
    if (!given.flag("yes")) throw new Failure("cli/reset-yes", { directory: terminal.dataDir })
    const { resetData } = await import("#server")
    await resetData({ dataDir: terminal.dataDir, databaseUrl: process.env["DATABASE_URL"] })
    terminal.print(terminal.say("cli.was-reset", { directory: terminal.dataDir }))
    terminal.answer({ reset: true })
    return 0
  },
})
