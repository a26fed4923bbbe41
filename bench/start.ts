import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { inPlace, measure, printMachine, restingMiB } from "./measured.ts"
import { serve } from "./served.ts"

const restSeconds = 30

/** From the command to the first answer on the demo's data, and what is held while nobody asks. */
export async function benchStart(): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const data = join(place, "data")
    const demo = await measure(["demo", "--no-serve"], data)
    if (demo.code !== 0) throw new Error("the demo did not end well")
    for (let turn = 0; turn < 3; turn += 1) {
      const served = await serve(data)
      console.log(`start to first answer: ${served.seconds.toFixed(2)} s`)
      await sleep(turn === 2 ? restSeconds * 1000 : 0)
      if (turn === 2) console.log(`at rest: ${Math.round(restingMiB(data))} MiB`)
      await served.end()
    }
  })
}
