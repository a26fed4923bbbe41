import { isTextKey } from "#text"
import { defineCommand } from "../command.ts"
import { houseAt } from "../house.ts"
import type { Terminal } from "../terminal.ts"

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
    const checks = (await askRunning(terminal)) ?? (await examineInstallation(installation))
    for (const { state, text, facts } of checks) {
      const sentence = isTextKey(text) ? terminal.say(text, facts) : text
      terminal.print(`${terminal.say(`cli.check.${state}`)}  ${sentence}`)
    }
    terminal.answer({ checks })
    return checks.some(({ state }) => state === "bad") ? 1 : 0
  },
})

/** A program that runs knows more: it keeps the mirror. */
async function askRunning(terminal: Terminal) {
  const { findRunning } = await import("#server")
  const { dataDir, language, signal } = terminal
  const running = await findRunning(dataDir)
  if (running === undefined) return undefined
  try {
    return await houseAt({ ...running, language }, signal).api.system.doctor()
  } catch {
    // It is in trouble itself: then we look from here.
    return undefined
  }
}
