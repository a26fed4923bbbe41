import { isTextKey } from "#text"
import type { Batch } from "./follow.ts"
import type { Seen } from "./import-file.ts"
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

/** What would come of it, for people: the rows, then the customers, fields and reasons. */
export function printForesight({ batch, foresight }: Seen, terminal: Terminal): void {
  printTally(batch, terminal)
  const { about, counts, fields, reasons } = foresight
  terminal.print(terminal.say("cli.foresight", { about: about ? "yes" : "no", ...counts }))
  for (const { field, records } of fields)
    terminal.print(terminal.say("cli.foresight-field", { field: named(field, terminal), records }))
  for (const { code, column, rows, first, facts } of reasons) {
    const key = `failure.${code}`
    const reason = isTextKey(key) ? terminal.say(key, { column, ...facts }) : code
    terminal.print(terminal.say("cli.foresight-reason", { rows, first, reason }))
  }
}

function named(field: string, terminal: Terminal): string {
  const key = `field.${field}`
  return isTextKey(key) ? terminal.say(key) : field
}
