import { join } from "node:path"
import { z } from "zod"
import { inPlace, measure, printMachine } from "./measured.ts"
import { writePeople } from "./people.ts"

const Answer = z.looseObject({ batch: z.int() })

/** What goes over everybody: resolve, rebuild, undo; how long it takes and how much it holds. */
export async function benchWhole(count = 200_000): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const file = join(place, "people.csv")
    await writePeople(file, count, 7)
    const data = join(place, "data")
    await measure(["batches"], data)
    const told = async (what: string, args: readonly string[]) => {
      const run = await measure(args, data)
      console.log(
        `${what} of ${count}: ${run.seconds.toFixed(1)} s, program at its highest ${run.programMiB} MiB, ${JSON.stringify(run.json)}`,
      )
      if (run.code !== 0) process.exitCode = 1
      return run.json
    }
    const source = ["--source", "bench", "--key", "id"]
    const imported = await told("import", ["import", file, ...source])
    await told("rebuild --check", ["rebuild", "--check"])
    await told("resolve", ["resolve"])
    await told("rebuild", ["rebuild"])
    await told("undo", ["undo", String(Answer.parse(imported).batch)])
    await told("rebuild --check after undo", ["rebuild", "--check"])
  })
}
