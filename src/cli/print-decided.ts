import type { Client } from "./client.ts"
import { printTable } from "./table.ts"
import type { Terminal } from "./terminal.ts"

export type Decided = Awaited<ReturnType<Client["decision"]["join"]>>

/** Prints whose records are others, before and after; what happened is said last. */
export function printDecided(decided: Decided, terminal: Terminal, happened: string): void {
  const { before, after } = decided
  if (before.length + after.length === 0) terminal.print(terminal.say("cli.nothing-follows"))
  else terminal.print(printTable(headings(terminal), rowsOf(decided, terminal)))
  terminal.print(decided.decision === null ? terminal.say("cli.would-follow") : happened)
  terminal.answer(decided)
}

function headings(terminal: Terminal): readonly string[] {
  return [
    "",
    terminal.say("cli.column.number"),
    terminal.say("cli.column.name"),
    terminal.say("cli.column.records"),
  ]
}

function rowsOf({ before, after }: Decided, terminal: Terminal) {
  const row = (when: string) => (each: Decided["before"][number]) => [
    when,
    each.number,
    each.name,
    String(each.records.length),
  ]
  return [
    ...before.map(row(terminal.say("cli.before"))),
    ...after.map(row(terminal.say("cli.after"))),
  ]
}
