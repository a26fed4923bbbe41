import { join } from "node:path"
import { inPlace, measure, printMachine } from "./measured.ts"

/** The demo from nothing, the page included if it has not been built. */
export async function benchDemo(): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const data = join(place, "data")
    const first = await measure(["demo", "--no-serve"], data)
    console.log(`demo: ${first.seconds.toFixed(1)} s, peak ${first.peakMiB} MiB`)
    const second = await measure(["demo", "--no-serve"], data)
    console.log(`second start: ${second.seconds.toFixed(1)} s`)
    const check = await measure(["rebuild", "--check"], data)
    console.log(`rebuild --check: ${check.seconds.toFixed(1)} s, ${JSON.stringify(check.json)}`)
    if (first.code !== 0 || second.code !== 0 || check.code !== 0) process.exitCode = 1
  })
}
