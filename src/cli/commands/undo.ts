import { batchOf } from "../batch-argument.ts"
import type { Client } from "../client.ts"
import { defineCommand } from "../command.ts"
import { followBatch } from "../follow.ts"
import { withHouse } from "../house.ts"
import { tallyAnswer } from "../tally.ts"
import type { Terminal } from "../terminal.ts"

export const undo = defineCommand({
  name: "undo",
  usage: "BATCH",
  summary: "cli.undo",
  takes: ["BATCH"],
  options: {},
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const batch = batchOf(given.argument(0))
      await api.batch.undo({ batch })
      const ended = await followBatch(api, batch, terminal)
      terminal.print(terminal.say("cli.undone", { batch }))
      const kept = await api.undoing.read({ batch })
      printKept(kept, terminal)
      terminal.answer({ ...tallyAnswer(ended), state: ended.state, kept })
      return 0
    }),
})

type Kept = Awaited<ReturnType<Client["undoing"]["read"]>>

/** What the undo kept, and why. */
function printKept(kept: Kept, terminal: Terminal): void {
  const { back, later, customers, alone, typed, decisions, facts } = kept
  const { gone, changed } = customers ?? { gone: 0, changed: 0 }
  terminal.print(terminal.say("cli.undo-customers", { gone, changed, alone, facts }))
  for (const { batch, source, records } of back)
    terminal.print(terminal.say("cli.undo-back", { batch, source, records }))
  for (const { batch, source, records } of later)
    terminal.print(terminal.say("cli.undo-later", { batch, source, records }))
  if (typed + decisions > 0) terminal.print(terminal.say("cli.undo-people", { typed, decisions }))
}
