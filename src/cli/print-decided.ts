import { isTextKey } from "#text"
import type { Client } from "./client.ts"
import { printTable } from "./table.ts"
import type { Terminal } from "./terminal.ts"

export type Decided = Awaited<ReturnType<Client["decision"]["join"]>>

/** Prints whose records are others, before and after, and what follows; what happened is said last. */
export function printDecided(decided: Decided, terminal: Terminal, happened: string): void {
  const { before, after } = decided
  if (before.length + after.length === 0) terminal.print(terminal.say("cli.nothing-follows"))
  else terminal.print(printTable(headings(terminal), rowsOf(decided, terminal)))
  printMoves(decided, terminal)
  printValues(decided, terminal)
  printAgainst(decided, terminal)
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

/** The number of a customer that is named before or after. */
function numberOf({ before, after }: Decided, id: string): string {
  return [...after, ...before].find((each) => each.id === id)?.number ?? id
}

function printMoves(decided: Decided, terminal: Terminal): void {
  if (decided.moves.length === 0) return
  terminal.print(terminal.say("cli.moves"))
  const head = ["key", "from", "to", "events"] as const
  const rows = decided.moves.map(({ sourceKey, from, to, events }) => [
    sourceKey,
    numberOf(decided, from),
    numberOf(decided, to),
    String(events),
  ])
  terminal.print(
    printTable(
      head.map((name) => terminal.say(`cli.column.${name}`)),
      rows,
    ),
  )
}

function printValues(decided: Decided, terminal: Terminal): void {
  if (decided.values.length === 0) return
  terminal.print(terminal.say("cli.value-changes"))
  const head = ["number", "field", "before", "after", "said-by"] as const
  const rows = decided.values.map(({ customer, field, before, after, saidBy }) => [
    numberOf(decided, customer),
    fieldText(terminal, field),
    before.join(" "),
    after.join(" "),
    [...new Set(saidBy)].join(" "),
  ])
  terminal.print(
    printTable(
      head.map((name) => terminal.say(`cli.column.${name}`)),
      rows,
    ),
  )
}

function fieldText(terminal: Terminal, field: string): string {
  const key = `field.${field}`
  return isTextKey(key) ? terminal.say(key) : field
}

function printAgainst({ against }: Decided, terminal: Terminal): void {
  if (against.length === 0) return
  terminal.print(terminal.say("cli.against"))
  for (const { what, decision } of against)
    terminal.print(`- ${terminal.say(`against.${what}`, { decision: decision ?? 0 })}`)
}
