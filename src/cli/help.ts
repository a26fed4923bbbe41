import { isTextKey } from "#text"
import { sharedOptions, type Command } from "./command.ts"
import { commands } from "./commands.ts"
import { printTable } from "./table.ts"
import type { Terminal } from "./terminal.ts"

/** All commands, one a line. */
export function overview(terminal: Terminal): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, terminal.say(summary)])
  return [
    terminal.say("cli.help.head"),
    "",
    printTable(["", ""], rows).trim().replace(/^/, "  "),
    "",
    terminal.say("cli.help.tail"),
  ].join("\n")
}

/** One command: how it is written and what its options mean. */
export function helpOf({ name, usage, summary, options }: Command, terminal: Terminal): string {
  const all = Object.entries({ ...options, ...sharedOptions })
  const rows = all.map(([option, kind]) => {
    const own = `cli.option.${name}.${option}`
    const shared = `cli.option.${option}`
    const key = isTextKey(own) ? own : shared
    const text = isTextKey(key) ? terminal.say(key) : ""
    return [`  --${option}${kind === "text" ? " …" : ""}`, text]
  })
  const lines = rows.map(([option = "", text = ""]) => `${option.padEnd(20)}${text}`)
  return [`zhike ${name} ${usage}`.trimEnd(), "", terminal.say(summary), "", ...lines].join("\n")
}
