import { isTextKey } from "#text"
import { defineCommand } from "../command.ts"

export const doctor = defineCommand({
  name: "doctor",
  usage: "[--sql]",
  summary: "cli.doctor",
  options: { sql: "flag" },
  run: async (given, terminal) => {
    const { databaseStatements, examineInstallation } = await import("#server")
    const { dataDir } = terminal
    const installation = { dataDir, databaseUrl: process.env["DATABASE_URL"] }
    if (given.flag("sql")) {
      const sql = await databaseStatements(installation)
      terminal.print(sql)
      terminal.answer({ sql })
      return 0
    }
    const checks = await examineInstallation(installation)
    for (const { state, text, facts } of checks) {
      const sentence = isTextKey(text) ? terminal.say(text, facts) : text
      terminal.print(`${terminal.say(`cli.check.${state}`)}  ${sentence}`)
    }
    terminal.answer({ checks })
    return checks.some(({ state }) => state === "bad") ? 1 : 0
  },
})
