import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { withHouse, type House } from "../house.ts"
import type { Terminal } from "../terminal.ts"

export const mirror = defineCommand({
  name: "mirror",
  usage: "[rebuild | check]",
  summary: "cli.mirror",
  takes: ["what?"],
  options: {},
  run: (given, terminal) => {
    const what = given.argument(0)
    if (what === undefined) return withHouse(terminal, (house) => tell(house, terminal))
    if (what === "rebuild") return withHouse(terminal, (house) => rebuild(house, terminal))
    if (what === "check") return withHouse(terminal, (house) => check(house, terminal))
    throw new Failure("cli/option-word", { option: "mirror", words: "rebuild | check" })
  },
})

async function tell({ api }: House, terminal: Terminal): Promise<number> {
  const state = await api.system.mirror({})
  const megabytes = Math.round(state.bytes / 1e5) / 10
  const position = state.position ?? 0
  const { condition, journal, behindSeconds, closedMonths } = state
  terminal.print(terminal.say("cli.mirror-condition", { condition }))
  const facts = { position, journal, behindSeconds, megabytes, closedMonths }
  if (state.bytes > 0) terminal.print(terminal.say("cli.mirror-state", facts))
  terminal.answer(state)
  return 0
}

async function rebuild({ api }: House, terminal: Terminal): Promise<number> {
  terminal.progress(terminal.say("cli.mirror-building"))
  const done = await api.system.rebuildMirror({})
  terminal.print(terminal.say("cli.mirror-built", { ...done }))
  terminal.answer(done)
  return 0
}

async function check({ api }: House, terminal: Terminal): Promise<number> {
  terminal.progress(terminal.say("cli.mirror-checking"))
  const tables = await api.system.checkMirror({})
  for (const { table, store, mirror: held, isSame } of tables)
    terminal.print(
      terminal.say("cli.mirror-table", { table, store, mirror: held, same: isSame ? "yes" : "no" }),
    )
  terminal.answer(tables)
  return tables.every(({ isSame }) => isSame) ? 0 : 1
}
