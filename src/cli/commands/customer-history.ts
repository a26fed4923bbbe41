import { isTextKey } from "#text"
import type { Client } from "../client.ts"
import { fieldName } from "../field-name.ts"
import type { Terminal } from "../terminal.ts"

type Change = Awaited<ReturnType<Client["customer"]["history"]>>["items"][number]

const mostShown = 200

/** What changed about a customer, the latest first: a line a change, beneath it what was and what is. */
export async function printHistory(
  api: Client,
  customer: string,
  terminal: Terminal,
): Promise<number> {
  const { items, next } = await api.customer.history({ customer, limit: mostShown })
  for (const change of items) {
    terminal.print(`${change.at}  ${headOf(change, terminal)}`)
    for (const line of linesOf(change, terminal)) terminal.print(`  ${line}`)
  }
  if (next !== null) terminal.print(terminal.say("cli.history-more", { limit: mostShown }))
  terminal.answer({ changes: items, more: next !== null })
  return 0
}

function headOf({ what, cause, batch, source }: Change, terminal: Terminal): string {
  const key = `history.cause.${cause.replaceAll("-", "_")}`
  const why = isTextKey(key) ? terminal.say(key) : cause
  const from = batch === null ? "" : terminal.say("history.batch", { batch, source: source ?? "" })
  const began = what === "changed" ? "" : terminal.say(`history.${what}`)
  return [began, why, from].filter((part) => part !== "").join("  ")
}

function linesOf({ what, fields, came, went }: Change, terminal: Terminal): readonly string[] {
  const lines = [
    ...fields.map(
      ({ field, before, after }) =>
        `${fieldName(field, terminal)}: ${valuesText(before)} → ${valuesText(after)}`,
    ),
    ...came.map((record) => `+ ${recordText(record)}`),
    ...went.map((record) => `- ${recordText(record)}`),
  ]
  return lines.length === 0 && what === "changed" ? [terminal.say("history.only-reasons")] : lines
}

function valuesText(values: readonly string[]): string {
  return values.length === 0 ? "—" : values.join("; ")
}

function recordText({ source, sourceKey }: Change["came"][number]): string {
  return `${source} ${sourceKey}`
}
