import { AssertionError } from "node:assert"
import { join } from "node:path"
import { openStore } from "#store"
import { houseOn } from "../test/house-on.ts"
import { Reversal, stepsOf } from "../test/reversal.ts"
import { inPlace, printMachine } from "./measured.ts"

const setSize = 500
const longestMs = 540_000

/**
 * Joins, separations, edits, imports and what takes them back, in random order; after every tenth step,
 * and when all is taken back, the tables are held against what starting over would make. In sets of 500
 * on a fresh database, each made from its seed: `reversal N FROM` does N steps from the seed FROM on, and
 * stops of itself before ten minutes are over.
 */
export async function benchReversal(count = 10_000, from = 1): Promise<void> {
  printMachine()
  const began = Date.now()
  const sets = Math.ceil(count / setSize)
  let [done, wrong] = [0, 0]
  for (; done < sets && Date.now() - began < longestMs; done += 1) {
    const trouble = await oneSet(from + done)
    if (trouble !== undefined) wrong += 1
    const seconds = Math.round((Date.now() - began) / 1000)
    console.log(`seed ${from + done}: ${trouble ?? "right"} (${seconds} s)`)
  }
  const left = (sets - done) * setSize
  const more = left === 0 ? "" : `, go on with: reversal ${left} ${from + done}`
  console.log(`${done * setSize} steps, ${wrong} sets of ${setSize} wrong${more}`)
  if (wrong > 0) process.exitCode = 1
}

/** What did not hold, and after which step. */
async function oneSet(seed: number): Promise<string | undefined> {
  return inPlace(async (place) => {
    const store = await openStore({ directory: join(place, "data") })
    const house = houseOn(store, () => store.close())
    try {
      return await walk(new Reversal(house), seed)
    } finally {
      await house.close()
    }
  })
}

async function walk(reversal: Reversal, seed: number): Promise<string | undefined> {
  let at = 0
  try {
    for (const step of stepsOf(seed, setSize)) {
      at += 1
      await reversal.take(step)
      if (at % 10 === 0) await reversal.look()
      if (at % 100 === 0) await reversal.resolveAgain()
    }
    await reversal.look()
    await reversal.takeAllBack()
    await reversal.look()
    return undefined
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error
    return `wrong after step ${at}: ${error.message.slice(0, 500)}`
  }
}
