import { readFile } from "node:fs/promises"
import { extname, resolve } from "node:path"
import { Readable } from "node:stream"
import { Question } from "#contract"
import { Failure } from "#kernel"
import type { Client } from "../client.ts"
import { defineCommand, type Given, type SharedOption } from "../command.ts"
import { withHouse, type House } from "../house.ts"

const subjects = ["membership", "customers", "records", "orders"]
const formats = ["csv", "jsonl", "xlsx", "parquet"] as const
const purposes = ["service", "marketing", "report", "migration", "law", "other"] as const

const options = {
  to: "text",
  view: "text",
  question: "text",
  columns: "text",
  words: "flag",
  reveal: "flag",
  purpose: "text",
} as const

export const exporting = defineCommand({
  name: "export",
  usage:
    "membership|customers|records|orders --to FILE.csv|.jsonl|.xlsx|.parquet [--view NAME] [--question FILE.json] [--columns A,B] [--words] [--reveal --purpose WORD]",
  summary: "cli.export",
  takes: ["WHAT"],
  options,
  run: async (given, terminal) => {
    const what = given.argument(0) ?? ""
    if (!subjects.includes(what)) {
      throw new Failure("cli/option-word", { option: "WHAT", words: subjects.join(" | ") })
    }
    const to = resolve(given.required("to"))
    formatOf(to)
    const chosen = await chosenBy(given)
    return withHouse(terminal, async (house) => {
      const view = await findView(house.api, given.text("view"))
      await saveExport(house, { what, to, ...chosen, ...(view === undefined ? {} : { view }) })
      terminal.print(terminal.say("cli.saved", { file: to }))
      terminal.answer({ what, file: to })
      return 0
    })
  },
})

/** What is said of an export beside its name and its file. */
interface Chosen {
  readonly question?: Question
  readonly columns?: readonly string[]
  readonly words?: boolean
  readonly reveal: boolean
  readonly purpose?: (typeof purposes)[number]
}

async function chosenBy(given: Given<keyof typeof options | SharedOption>): Promise<Chosen> {
  const question = given.text("question")
  const columns = given
    .text("columns")
    ?.split(/[,，\s]+/)
    .filter((id) => id !== "")
  const purpose = given.oneOf("purpose", purposes)
  return {
    reveal: given.flag("reveal"),
    words: given.flag("words"),
    ...(question === undefined ? {} : { question: await readQuestion(question) }),
    ...(columns === undefined ? {} : { columns }),
    ...(purpose === undefined ? {} : { purpose }),
  }
}

/** @throws Failure "cli/question-file" for a file that holds no question */
async function readQuestion(file: string): Promise<Question> {
  try {
    return Question.parse(JSON.parse(await readFile(file, "utf8")))
  } catch (error) {
    throw new Failure("cli/question-file", { file }, { cause: error })
  }
}

/** The view of that name or id; of several the asker's own. @throws Failure "cli/unknown-view" */
async function findView(api: Client, wanted: string | undefined): Promise<string | undefined> {
  if (wanted === undefined) return undefined
  const views = await api.view.list()
  const found = views
    .filter(({ id, name }) => id === wanted || name === wanted)
    .toSorted((one, other) => Number(other.mine) - Number(one.mine))
  if (found[0] === undefined) throw new Failure("cli/unknown-view", { view: wanted })
  return found[0].id
}

export interface Saving extends Chosen {
  readonly what: string
  readonly to: string
  readonly view?: string
}

/** Writes an export into a file whose ending names the format. */
export async function saveExport(house: House, { to, ...saving }: Saving): Promise<void> {
  const body = Buffer.from(JSON.stringify({ ...saving, format: formatOf(to) }))
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
export function formatOf(file: string): (typeof formats)[number] {
  const ending = extname(file).toLowerCase()
  const format = formats.find((one) => `.${one}` === ending)
  if (format === undefined) throw new Failure("cli/file-ending", { ending })
  return format
}
