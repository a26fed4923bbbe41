import { existsSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { openStore } from "#store"
import { writeEvents } from "./events.ts"
import { inPlace, measure, printMachine } from "./measured.ts"
import { writePeople } from "./people.ts"
import { randomOf } from "./random.ts"
import { serve, type Served } from "./served.ts"

/**
 * Reading pages and searching at a million records and ten million events, through the API, one
 * request after another. `ZHIKE_BENCH_DATA` keeps the data for the next run.
 */
export async function benchRead(count = 1_000_000): Promise<void> {
  printMachine()
  const kept = process.env["ZHIKE_BENCH_DATA"]
  if (kept !== undefined) return readFrom(kept, count)
  await inPlace((place) => readFrom(join(place, "data"), count))
}

async function readFrom(data: string, count: number): Promise<void> {
  if (!existsSync(join(data, "owner-token"))) await fill(data, count)
  const served = await serve(data)
  try {
    const { customers, events } = Standing.parse(await served.get("/system"))
    console.log(`${customers} customers, ${events} events; p50 / p99 of answers, ms`)
    await printReads(served)
  } finally {
    await served.end()
  }
}

const Standing = z.looseObject({ customers: z.int(), events: z.int() })

async function fill(data: string, count: number): Promise<void> {
  await inPlace(async (place) => {
    const file = join(place, "people.csv")
    await writePeople(file, count, 7)
    const run = await measure(["import", file, "--source", "bench", "--key", "id"], data)
    if (run.code !== 0) throw new Error("the people could not be imported")
    console.log(`people imported in ${run.seconds.toFixed(0)} s, peak ${run.peakMiB} MiB`)
  })
  const store = await openStore({ directory: data })
  try {
    await writeEvents(store, count * 10)
  } finally {
    await store.close()
  }
}

const Rows = z.looseObject({
  items: z.array(z.looseObject({ id: z.string() })),
  next: z.string().nullable(),
})

type Ask = (draw: () => number) => Promise<unknown>

/** What people do all day. */
async function printReads(served: Served): Promise<void> {
  const search = (body: object) => served.post("/customers/search", { limit: 50, ...body })
  const first = Rows.parse(await search({}))
  const second = Rows.parse(await search({ cursor: first.next }))
  const ids = await idsOf(served)
  const reads: readonly (readonly [string, Ask])[] = [
    ["list, first page", () => search({})],
    ["list, a later page", () => search({ cursor: second.next })],
    ["list by name", () => search({ sort: "name" })],
    ...Object.entries(searches).map(([name, texts]) => {
      const ask: Ask = (draw) => search({ search: some(texts, draw) })
      return [`search: ${name}`, ask] as const
    }),
    ["360° page", (draw) => served.get(`/customers/${some(ids, draw)}`)],
    ["its timeline", (draw) => served.get(`/customers/${some(ids, draw)}/timeline`)],
    ["its evidence", (draw) => served.get(`/customers/${some(ids, draw)}/evidence`)],
  ]
  for (const [name, ask] of reads) await printRead(name, ask)
}

function some(from: readonly string[], draw: () => number): string {
  return from[Math.floor(draw() * from.length)] ?? ""
}

const searches = {
  "one character": ["王", "李", "伟", "芳", "锋", "溪"],
  "two characters": ["王伟", "李娜", "张敏", "丽强", "邱江", "志文"],
  "three characters": ["王伟芳", "李娜静", "张建国", "赵志明", "汤若溪", "陈文玉"],
  pinyin: ["wangwei", "lina", "zhangjianguo", "chen"],
  initials: ["ww", "zjg", "lxm", "trx"],
  "last four digits": ["0001", "1234", "8888", "9317"],
  "a whole phone": ["13800138000", "15912345678"],
} satisfies Readonly<Record<string, readonly string[]>>

/** A few hundred customers from all over the list. */
async function idsOf(served: Served): Promise<readonly string[]> {
  const ids: string[] = []
  for (const text of ["王", "伟", "玉", "ww", "1234", "文玉"]) {
    const page = await served.post("/customers/search", { limit: 100, search: text })
    ids.push(...Rows.parse(page).items.map(({ id }) => id))
  }
  return ids
}

const warm = 10
const measured = 200

async function printRead(name: string, ask: Ask): Promise<void> {
  const draw = randomOf(5)
  const times: number[] = []
  for (let turn = 0; turn < warm + measured; turn += 1) {
    const began = performance.now()
    await ask(draw)
    if (turn >= warm) times.push(performance.now() - began)
  }
  times.sort((one, two) => one - two)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)
  console.log(`${name.padEnd(28)} ${at(0.5).padStart(8)} / ${at(0.99).padStart(8)}`)
}
