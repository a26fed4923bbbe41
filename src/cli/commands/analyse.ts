import { resolve } from "node:path"
import { Failure } from "#kernel"
import { isTextKey } from "#text"
import type { Client } from "../client.ts"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printTable } from "../table.ts"
import type { Terminal } from "../terminal.ts"
import { analyseComposition, analyseTrends } from "./composition.ts"
import { refuseOthers, type AnalyseGiven } from "./analyse-options.ts"
import { formatOf, saveExport } from "./export.ts"

export const analyse = defineCommand({
  name: "analyse",
  usage:
    "rfm|composition|trends [--by FIELD|month|week] [--beginning arrival|first-order] [--as-of DATE] [--to FILE]",
  summary: "cli.analyse",
  takes: ["ANALYSIS"],
  options: { "as-of": "text", to: "text", by: "text", beginning: "text" },
  run: async (given, terminal) => {
    const name = given.argument(0) ?? ""
    if (name === "composition") return analyseComposition(given, terminal)
    if (name === "trends") return analyseTrends(given, terminal)
    if (name === "rfm") return analyseRfm(given, terminal)
    throw new Failure("cli/option-word", {
      option: "ANALYSIS",
      words: "rfm | composition | trends",
    })
  },
})

function analyseRfm(given: AnalyseGiven, terminal: Terminal): Promise<number> {
  refuseOthers(given, ["as-of", "to"])
  const asOf = given.text("as-of")
  const to = given.text("to")
  if (to !== undefined) formatOf(to)
  return withHouse(terminal, async (house) => {
    terminal.progress(terminal.say("cli.analysing"))
    const done = await house.api.analysis.runRfm(asOf === undefined ? {} : { asOf })
    if (to !== undefined) await saveExport(house, { what: "rfm", to: resolve(to), reveal: false })
    printRfm(done, terminal)
    const { run, n, edges, mean } = done
    terminal.answer({ as_of: run.asOf, n, edges, mean })
    return 0
  })
}

type Rfm = Awaited<ReturnType<Client["analysis"]["rfm"]>>

function printRfm({ run, n, edges, mean, segments, currency }: Rfm, terminal: Terminal): void {
  terminal.print(terminal.say("cli.rfm", { n, asOf: run.asOf, currency }))
  const rows = (["R", "F", "M"] as const).map((letter) => [
    `  ${letter}`,
    mean[letter].toFixed(2),
    edges[letter].join("  "),
  ])
  terminal.print(
    printTable(["", terminal.say("cli.column.mean"), terminal.say("cli.column.edges")], rows),
  )
  for (const { segment, customers, share } of segments) {
    const key = `rfm.segment.${segment}`
    const name = isTextKey(key) ? terminal.say(key) : segment
    terminal.print(`  ${name}  ${customers}  ${(100 * share).toFixed(1)}%`)
  }
}
