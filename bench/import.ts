import { join } from "node:path"
import { inPlace, measure, printMachine } from "./measured.ts"
import { writePeople } from "./people.ts"
import { rawCopySeconds } from "./raw-copy.ts"

/** A file of people until every customer can be read, against raw COPY of the same file. */
export async function benchImport(count = 1_000_000): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const file = join(place, "people.csv")
    await writePeople(file, count, 7)
    const copy = await rawCopySeconds(file)
    const data = join(place, "data")
    await measure(["batches"], data) // the database is made beforehand
    const run = await measure(["import", file, "--source", "bench", "--key", "id"], data)
    console.log(
      `import of ${count} people: ${run.seconds.toFixed(1)} s, peak ${run.peakMiB} MiB (program and database)`,
    )
    console.log(
      `raw COPY of the file: ${copy.toFixed(2)} s; ratio ${(run.seconds / copy).toFixed(1)}`,
    )
    console.log(JSON.stringify(run.json))
    if (run.code !== 0) process.exitCode = 1
  })
}
