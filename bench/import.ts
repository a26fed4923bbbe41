import { loadavg } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { heldMiB, inPlace, measure, printMachine } from "./measured.ts"
import { writePeople } from "./people.ts"
import { rawCopySeconds } from "./raw-copy.ts"
import { Readers } from "./readers.ts"
import { serve, type Served } from "./served.ts"

const readers = 50

/**
 * A file of people until every customer can be read by id, and until they can be searched for, against
 * raw COPY of the same file; with people reading meanwhile.
 */
export async function benchImport(count = 1_000_000): Promise<void> {
  printMachine()
  await inPlace(async (place) => {
    const file = join(place, "people.csv")
    await writePeople(file, count, 7)
    const copy = await rawCopySeconds(file)
    const data = join(place, "data")
    await importSome(place, data)
    const served = await serve(data)
    try {
      const ids = await someIds(served)
      const peak = watchPeak(data)
      const reading = new Readers(served, { count: readers, ids })
      const took = await importFile(served, file)
      printTimes(took, { count, copy })
      printWaits(await reading.end())
      const { program, database } = peak.end()
      console.log(
        `peak: program ${program} MiB, database ${database} MiB, together ${peak.most()} MiB`,
      )
    } finally {
      await served.end()
    }
  })
}

const few = 1_000

/** Somebody must be there to be read from the first second on. */
async function importSome(place: string, data: string): Promise<void> {
  const file = join(place, "some.csv")
  await writePeople(file, few, 11)
  const run = await measure(["import", file, "--source", "before", "--key", "id"], data)
  if (run.code !== 0) throw new Error("the first people could not be imported")
}

const Page = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) })

async function someIds(served: Served): Promise<readonly string[]> {
  const page = Page.parse(await served.post("/customers/search", { limit: 100 }))
  return page.items.map(({ id }) => id)
}

const Batch = z.looseObject({
  id: z.int(),
  state: z.string(),
  plan: z.looseObject({}),
  progress: z.looseObject({ stage: z.string() }),
  tally: z.looseObject({ read: z.int(), accepted: z.int(), customers: z.int() }),
})
type Batch = z.infer<typeof Batch>

interface Took {
  /** Seconds since the file was sent. */
  readonly received: number
  readonly readable: number
  readonly searchable: number
  readonly batch: Batch
}

async function importFile(served: Served, file: string): Promise<Took> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const said = { "X-Zhike-File-Name": "people.csv", "X-Zhike-Source": "bench" }
  const { id, plan } = Batch.parse(await served.upload(file, said))
  const received = seconds()
  await served.change("PUT", `/batches/${id}/plan`, { plan: { ...plan, key: "id" } })
  await served.change("POST", `/batches/${id}/run`, {})
  let readable: number | undefined
  for (;;) {
    const batch = Batch.parse(await served.get(`/batches/${id}`))
    const isOver = batch.state !== "importing"
    if (isOver || batch.progress.stage === "searching") readable ??= seconds()
    if (isOver) return { received, readable: readable ?? seconds(), searchable: seconds(), batch }
    await sleep(200)
  }
}

function printTimes(
  { received, readable, searchable, batch }: Took,
  { count, copy }: { readonly count: number; readonly copy: number },
): void {
  const { state, tally } = batch
  console.log(
    `${count} people: ${state}, ${JSON.stringify(tally)}; load ${loadavg()[0]?.toFixed(1)}`,
  )
  console.log(`raw COPY of the file: ${copy.toFixed(2)} s`)
  console.log(`received after ${received.toFixed(1)} s`)
  console.log(
    `every customer readable after ${readable.toFixed(1)} s: ${(readable / copy).toFixed(1)} times raw COPY`,
  )
  console.log(
    `searchable after ${searchable.toFixed(1)} s: ${(searchable / copy).toFixed(1)} times`,
  )
  if (state !== "done" || tally.read !== count) process.exitCode = 1
}

function printWaits({ reads, p50, p99, longest }: Awaited<ReturnType<Readers["end"]>>): void {
  const [middle, most, worst] = [p50, p99, longest].map((ms) => ms.toFixed(0))
  console.log(
    `${readers} readers meanwhile, ${reads} pages: p50 ${middle} ms, p99 ${most} ms, longest ${worst} ms`,
  )
}

/** The most that the program and its database held, each and together. */
function watchPeak(data: string) {
  let [program, database, together] = [0, 0, 0]
  const watch = setInterval(() => {
    const held = heldMiB(data)
    program = Math.max(program, held.program)
    database = Math.max(database, held.database)
    together = Math.max(together, held.program + held.database)
  }, 1000)
  return {
    end: () => {
      clearInterval(watch)
      return { program: Math.round(program), database: Math.round(database) }
    },
    most: () => Math.round(together),
  }
}
