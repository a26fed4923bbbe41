import type { Batch } from "./follow.ts"
import type { Terminal } from "./terminal.ts"

/** The answer of `import`: what became of the rows. */
export function tallyAnswer({ id, tally }: Batch) {
  const { read, accepted, rejected, customers, same, changed } = tally
  return { batch: id, read, accepted, new: tally.new, changed, same, rejected, customers }
}

/** The same for people. */
export function printTally(batch: Batch, terminal: Terminal): void {
  const { joined: _joined, ...facts } = batch.tally
  terminal.print(terminal.say("cli.tally", { batch: batch.id, ...facts }))
}
