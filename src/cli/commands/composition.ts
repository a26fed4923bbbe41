import { isTextKey } from "#text"
import type { Client } from "../client.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"
import type { Terminal } from "../terminal.ts"
import { refuseOthers, type AnalyseGiven } from "./analyse-options.ts"

type Composition = Awaited<ReturnType<Client["analysis"]["composition"]>>

/** Who the customers are, by one thing. */
export function analyseComposition(given: AnalyseGiven, terminal: Terminal): Promise<number> {
  refuseOthers(given, ["by", "as-of"])
  const by = given.text("by")
  const asOf = given.text("as-of")
  return withHouse(terminal, async ({ api }) => {
    const answer = await api.analysis.composition({
      ...(by === undefined ? {} : { by }),
      ...(asOf === undefined ? {} : { asOf }),
    })
    const sources = answer.by === "source" ? await api.source.list() : []
    const nameOf = (value: string) =>
      sources.find(({ id }) => id === value)?.name ?? valueName(terminal, answer.by, value)
    printComposition(answer, { terminal, nameOf })
    terminal.answer(told(answer))
    return 0
  })
}

function told({ by, asOf, customers, groups, others, ...rest }: Composition) {
  return {
    by,
    as_of: asOf,
    customers,
    groups: groups.map(({ value, customers: own, bySex }) =>
      bySex === null ? { value, customers: own } : { value, customers: own, ...bySex },
    ),
    others: others?.customers ?? 0,
    unsure: rest.unsure.customers,
    unknown: rest.unknown.customers,
    outside: rest.outside.customers,
  }
}

interface Printing {
  readonly terminal: Terminal
  readonly nameOf: (value: string) => string
}

function printComposition(answer: Composition, { terminal, nameOf }: Printing): void {
  const { customers, groups, others, unsure, unknown, outside, asOf } = answer
  terminal.print(terminal.say("cli.composition", { customers, asOf }))
  const rest = [
    ["others", others?.customers ?? 0],
    ["unsure", unsure.customers],
    ["outside", outside.customers],
  ] as const
  const rows = [
    ...groups.map((group) => [nameOf(group.value), group.customers] as const),
    ...rest.flatMap(([place, n]) =>
      n === 0 ? [] : [[terminal.say(`composition.${place}`), n] as const],
    ),
    [terminal.say("composition.unknown"), unknown.customers] as const,
  ]
  const lines = rows.map(([name, n]) => [`  ${name}`, String(n), percent(n, customers)])
  terminal.print(printTable(["", terminal.say("cli.column.customers"), ""], lines))
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)}%`
}

function valueName(terminal: Terminal, by: string, value: string): string {
  if (by === "age") return value === "100" ? "100+" : `${value}–${Number(value) + 4}`
  const key =
    by === "kind"
      ? `subject.${value}`
      : by === "source"
        ? `composition.${value}`
        : `choice.${by}.${value}`
  return isTextKey(key) ? terminal.say(key) : value
}

/** New customers a month or a week. */
export function analyseTrends(given: AnalyseGiven, terminal: Terminal): Promise<number> {
  refuseOthers(given, ["by", "beginning", "as-of"])
  const asOf = given.text("as-of")
  const step = given.oneOf("by", ["month", "week"])
  const beginning = given.oneOf("beginning", ["arrival", "first-order"])
  return withHouse(terminal, async ({ api }) => {
    const { periods, never, ...answer } = await api.analysis.trends({
      ...(step === undefined ? {} : { step }),
      ...(beginning === undefined ? {} : { beginning }),
      ...(asOf === undefined ? {} : { asOf }),
    })
    const { customers } = answer
    terminal.print(terminal.say(`cli.trends-${answer.beginning}`, { customers }))
    const rows = periods.map(({ from, to, customers: n }) => [`  ${from} – ${to}`, String(n)])
    terminal.print(printTable(["", terminal.say("cli.column.customers")], rows))
    if (never.customers > 0)
      terminal.print(`  ${terminal.say("composition.never")}  ${never.customers}`)
    terminal.answer({
      ...answer,
      periods: periods.map(({ from, to, customers: n }) => ({ from, to, customers: n })),
      never: never.customers,
    })
    return 0
  })
}
