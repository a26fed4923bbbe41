import { resolve } from "node:path"
import { defineCommand } from "../command.ts"

export const restore = defineCommand({
  name: "restore",
  usage: "FILE",
  summary: "cli.restore",
  takes: ["FILE"],
  options: {},
  run: async (given, terminal) => {
    terminal.progress(terminal.say("cli.restoring"))
    const { dataDir } = terminal
    const file = resolve(given.argument(0) ?? "")
    const { restoreData } = await import("#server")
    const done = await restoreData({ dataDir, databaseUrl: process.env["DATABASE_URL"], file })
    terminal.print(terminal.say("cli.restored", { directory: dataDir }))
    terminal.answer({ restored: true, ...done })
    return 0
  },
})
