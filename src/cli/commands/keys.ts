import { resolve } from "node:path"
import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { readPassphrase } from "../passphrase.ts"

export const keys = defineCommand({
  name: "keys",
  usage: "--to FILE | --from FILE",
  summary: "cli.keys",
  options: { to: "text", from: "text" },
  run: async (given, terminal) => {
    const { dataDir } = terminal
    const to = given.text("to")
    const from = given.text("from")
    if ((to === undefined) === (from === undefined)) {
      throw new Failure("cli/missing-option", { option: "--to | --from" })
    }
    const { loadKeys, saveKeys } = await import("#server")
    const passphrase = await readPassphrase(terminal, { isNew: to !== undefined })
    if (to !== undefined) await saveKeys({ dataDir, file: resolve(to), passphrase })
    if (from !== undefined) await loadKeys({ dataDir, file: resolve(from), passphrase })
    terminal.print(
      terminal.say(to === undefined ? "cli.keys-loaded" : "cli.keys-saved", { file: to }),
    )
    terminal.answer(to === undefined ? { loaded: true } : { file: resolve(to) })
    return 0
  },
})
