import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { inPlace, measure, printMachine } from "./measured.ts"

const Membership = z.object({ source_key: z.string(), customer_id: z.string() })
const Answer = z.looseObject({ batch: z.int() })

/** Fifty thousand records of real people of history, which may not be copied into the repository. */
export async function benchHistorical(folder = "../shared/data/splink"): Promise<void> {
  printMachine()
  const people = join(folder, "historical_people.csv")
  if (!existsSync(people)) {
    console.log(`data not there: ${people}`)
    process.exitCode = 1
    return
  }
  await inPlace(async (place) => {
    const data = join(place, "data")
    await measure(["batches"], data)
    const run = await measure(["import", people, "--source", "history", "--key", "id"], data)
    console.log(
      `import: ${run.seconds.toFixed(1)} s, peak ${run.peakMiB} MiB, ${JSON.stringify(run.json)}`,
    )
    const check = await measure(["rebuild", "--check"], data)
    console.log(`rebuild --check: ${check.seconds.toFixed(1)} s, ${JSON.stringify(check.json)}`)
    const out = join(place, "membership.jsonl")
    await measure(["export", "membership", "--to", out], data)
    printPairs(out, join(folder, "historical_labels.csv"))
    const undo = await measure(["undo", String(Answer.parse(run.json).batch)], data)
    console.log(`undo: ${undo.seconds.toFixed(1)} s, ${JSON.stringify(undo.json)}`)
    const after = await measure(["rebuild", "--check"], data)
    console.log(`rebuild --check after undo: ${JSON.stringify(after.json)}`)
  })
}

function printPairs(membership: string, labels: string): void {
  const [header = "", ...rows] = readFileSync(labels, "utf8").trim().split(/\r?\n/)
  console.log(`labels: ${header}`)
  const truth = new Map(rows.map((row) => [row.split(",")[0] ?? "", row.split(",")[1] ?? ""]))
  const groups = new Map<string, string[]>()
  for (const line of readFileSync(membership, "utf8").trim().split("\n")) {
    const row = Membership.parse(JSON.parse(line))
    const label = truth.get(row.source_key) ?? `none ${row.source_key}`
    groups.set(row.customer_id, [...(groups.get(row.customer_id) ?? []), label])
  }
  const sizes = [...Map.groupBy(truth.values(), (label) => label).values()]
  const all = sizes.reduce((sum, group) => sum + pairs(group.length), 0)
  let [claimed, right] = [0, 0]
  for (const group of groups.values()) {
    claimed += pairs(group.length)
    for (const same of Map.groupBy(group, (label) => label).values()) right += pairs(same.length)
  }
  console.log(
    `pairs: precision ${(right / claimed).toFixed(4)}, recall ${(right / all).toFixed(4)}`,
  )
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2
}
