import { extname, resolve } from "node:path"
import { Readable } from "node:stream"
import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { withHouse, type House } from "../house.ts"

export const exporting = defineCommand({
  name: "export",
  usage: "membership|customers|records|orders --to FILE.csv|.jsonl [--reveal]",
  summary: "cli.export",
  takes: ["WHAT"],
  options: { to: "text", reveal: "flag" },
  run: async (given, terminal) => {
    const what = given.argument(0) ?? ""
    if (!subjects.includes(what)) {
      throw new Failure("cli/option-word", { option: "WHAT", words: subjects.join(" | ") })
    }
    const to = resolve(given.required("to"))
    formatOf(to)
    return withHouse(terminal, async (house) => {
      await saveExport(house, { what, to, reveal: given.flag("reveal") })
      terminal.print(terminal.say("cli.saved", { file: to }))
      terminal.answer({ what, file: to })
      return 0
    })
  },
})

const subjects = ["membership", "customers", "records", "orders"]

export interface Saving {
  readonly what: string
  readonly to: string
  readonly reveal: boolean
}

/** Writes an export into a file whose ending names the format. */
export async function saveExport(house: House, { what, to, reveal }: Saving): Promise<void> {
  const body = Buffer.from(JSON.stringify({ what, format: formatOf(to), reveal }))
  await house.save(
    {
      method: "POST",
      path: "/api/v1/exports",
      headers: { "content-type": "application/json" },
      body: Readable.from([body]),
    },
    to,
  )
}

/** @throws Failure "cli/file-ending" */
export function formatOf(file: string): "csv" | "jsonl" {
  const ending = extname(file).toLowerCase()
  if (ending === ".csv") return "csv"
  if (ending === ".jsonl") return "jsonl"
  throw new Failure("cli/file-ending", { ending })
}
