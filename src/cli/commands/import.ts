import { createReadStream } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { basename, resolve } from "node:path"
import { Failure } from "#kernel"
import { batchOf } from "../batch-argument.ts"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { importFile, previewFile, type Wishes } from "../import-file.ts"
import { printForesight, printTally, tallyAnswer } from "../tally.ts"

const contents = ["people", "organisations", "orders"] as const

export const importing = defineCommand({
  name: "import",
  usage: `FILE --source NAME|--mends BATCH [--kind KIND] [--as people|organisations|orders] [--key COLUMN]
             [--source-column COLUMN] [--map FILE.json] [--currency CODE] [--dry-run]
             [--rejected FILE]`,
  summary: "cli.import",
  takes: ["FILE"],
  options: {
    source: "text",
    kind: "text",
    as: "text",
    key: "text",
    "source-column": "text",
    map: "text",
    currency: "text",
    mends: "text",
    "dry-run": "flag",
    rejected: "text",
  },
  run: async (given, terminal) => {
    const currency = currencyOf(given.text("currency"))
    const mending = given.text("mends")
    const mends = mending === undefined ? undefined : batchOf(mending)
    const file = resolve(given.argument(0) ?? "")
    await checkFile(file)
    const wishes: Wishes = {
      fileName: basename(file),
      source: mends === undefined ? given.required("source") : "",
      mends,
      kind: given.text("kind"),
      content: given.oneOf("as", contents) ?? "people",
      key: given.text("key"),
      sourceColumn: given.text("source-column"),
      map: await readMap(given.text("map")),
      currency,
    }
    const isDry = given.flag("dry-run")
    const rejected = given.text("rejected")
    return withHouse(terminal, async (house) => {
      const delivery = { wishes, bytes: createReadStream(file) }
      const save = async (batch: number) => {
        if (rejected === undefined) return
        const path = `/api/v1/batches/${batch}/rejected.csv`
        await house.save({ method: "GET", path }, resolve(rejected))
      }
      if (isDry) {
        const seen = await previewFile(house, { ...delivery, save }, terminal)
        printForesight(seen, terminal)
        terminal.answer({ ...tallyAnswer(seen.batch), foresight: seen.foresight })
        return 0
      }
      const batch = await importFile(house, delivery, terminal)
      await save(batch.id)
      printTally(batch, terminal)
      terminal.answer(tallyAnswer(batch))
      return 0
    })
  },
})

/** Three letters of ISO 4217. @throws Failure "cli/option-value" */
function currencyOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const code = written.toUpperCase()
  if (!/^[A-Z]{3}$/.test(code)) throw new Failure("cli/option-value", { option: "--currency" })
  return code
}

/** @throws Failure "cli/no-file" | "cli/is-directory" | "cli/file-unreadable" */
async function checkFile(file: string): Promise<void> {
  const name = basename(file)
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined
    throw new Failure("cli/file-unreadable", { file: name, reason: error.code ?? "" })
  })
  if (found === undefined) throw new Failure("cli/no-file", { file: name })
  if (found.isDirectory()) throw new Failure("cli/is-directory", { file: name })
}

/** `{"column": "field id"}`; `null` keeps a column out. @throws Failure "cli/no-file" | "cli/map" */
async function readMap(file: string | undefined): Promise<Wishes["map"]> {
  if (file === undefined) return undefined
  await checkFile(resolve(file))
  const failure = new Failure("cli/map", { file: basename(file) })
  const map = parse(await readFile(resolve(file), "utf8"))
  if (typeof map !== "object" || map === null || Array.isArray(map)) throw failure
  return Object.fromEntries(
    Object.entries(map).map(([header, field]: [string, unknown]) => {
      if (field !== null && typeof field !== "string") throw failure
      return [header, field]
    }),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is not a map either.
    return undefined
  }
}
