import { isTextKey } from "#text"
import { fieldName } from "../field-name.ts"
import type { Client } from "../client.ts"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"
import type { Terminal } from "../terminal.ts"
import { printHistory } from "./customer-history.ts"

export const customer = defineCommand({
  name: "customer",
  usage: "NUMBER [--why] [--history] [--as-of DATE]",
  summary: "cli.customer",
  takes: ["NUMBER"],
  options: { why: "flag", history: "flag", "as-of": "text" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const named = given.argument(0) ?? ""
      if (given.flag("history")) return printHistory(api, named, terminal)
      const asOf = given.text("as-of")
      const then = asOf === undefined ? {} : { asOf }
      const page = await api.customer.read({ customer: named, ...then })
      const why = given.flag("why") ? await reasonsOf(api, page, then) : undefined
      terminal.print(`${page.number}  ${page.name}`)
      terminal.print(goldenTable(page, terminal))
      for (const reason of why ?? []) terminal.print(reasonTable(reason, terminal))
      if (why === undefined) terminal.print(memberTable(page, terminal))
      terminal.answer(why === undefined ? page : { ...page, why })
      return 0
    }),
})

type Page = Awaited<ReturnType<Client["customer"]["read"]>>
type Reason = Awaited<ReturnType<Client["customer"]["why"]>>

/** One field after the other: a customer has a few dozen at most. */
async function reasonsOf(
  api: Client,
  page: Page,
  then: { readonly asOf?: string },
): Promise<readonly Reason[]> {
  const reasons: Reason[] = []
  for (const field of Object.keys(page.golden)) {
    reasons.push(await api.customer.why({ customer: page.id, field, ...then }))
  }
  return reasons
}

function goldenTable({ golden, verdicts }: Page, terminal: Terminal): string {
  const rows = Object.entries(golden).map(([field, value]) => [
    `  ${fieldName(field, terminal)}`,
    [value].flat().join("; "),
    verdicts[field] === undefined ? "" : verdictName(verdicts[field], terminal),
  ])
  return printTable(["", "", ""], rows).trimStart().replace(/^/, "\n  ")
}

function memberTable({ members }: Page, terminal: Terminal): string {
  const rows = members.map(({ source, sourceKey, batch, row, events }) => [
    `  ${source.name}`,
    sourceKey,
    placeOf(batch, row),
    String(events),
  ])
  const headings = [
    `  ${terminal.say("cli.column.source")}`,
    terminal.say("cli.column.key"),
    terminal.say("cli.column.place"),
    terminal.say("cli.column.events"),
  ]
  return `\n${printTable(headings, rows)}`
}

/** Each candidate with its score, the winner first and marked. */
function reasonTable({ field, candidates }: Reason, terminal: Terminal): string {
  const rows = candidates.map((each) => [
    each.won ? "  *" : "   ",
    each.value ?? "—",
    String(each.score),
    each.parts.map(({ reason, points }) => `${partName(reason, terminal)} ${points}`).join(" + "),
    `${each.source.name} ${placeOf(each.batch, each.row)}`.trim(),
    each.verdict === "ok" ? "" : verdictName(each.verdict, terminal),
  ])
  const [, ...lines] = printTable(["", "", "", "", "", ""], rows).split("\n")
  return [`\n${fieldName(field, terminal)}`, ...lines].join("\n")
}

/** What was typed by hand stands in no file. */
function placeOf(batch: number | null, row: number): string {
  return batch === null ? "" : `${batch}:${row}`
}

function verdictName(verdict: string, terminal: Terminal): string {
  const key = `cli.verdict.${verdict}`
  return isTextKey(key) ? terminal.say(key) : verdict
}

function partName(reason: string, terminal: Terminal): string {
  const key = `cli.score.${reason}`
  return isTextKey(key) ? terminal.say(key) : reason
}
