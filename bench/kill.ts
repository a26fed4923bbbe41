import { readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { mirrored } from "#flow"
import { mirrorIn, openStore, type OpenStore, type Tx } from "#store"
import { differingTables, digestsIn, digestsOf } from "./digest.ts"
import { copied, makeScenes, type Scene } from "./kill-scenes.ts"
import { inPlace, printMachine } from "./measured.ts"
import { endEverything, postmasterOf, readBatch, startProduct, type Product } from "./product.ts"
import { randomOf } from "./random.ts"

type Digests = Readonly<Record<string, string>>

const victims = ["program", "database", "connection", "both"] as const
type Victim = (typeof victims)[number]

/** One run of a scene, and what was made of it undisturbed. */
interface Goal {
  readonly scene: Scene
  readonly seconds: number
  readonly digests: Digests
}

const longestSeconds = 560

/**
 * Kills the program, its database, one connection of it, or both, at a random moment of an import, an
 * undo, a resolve; lets it go on; and compares every table with those of a run that nobody disturbed.
 * Each repetition is made from its seed: `kill N FROM` does the seeds FROM, FROM + 1, …, and stops of
 * itself before ten minutes are over.
 */
export async function benchKill(count = 20, from = 1): Promise<void> {
  printMachine()
  const began = Date.now()
  await inPlace(async (place) => {
    try {
      await kills(place, { count, from, began })
    } finally {
      await endEverything()
    }
  })
}

interface Kills {
  readonly count: number
  readonly from: number
  /** Milliseconds since 1970. */
  readonly began: number
}

async function kills(place: string, { count, from, began }: Kills): Promise<void> {
  const goals: Goal[] = []
  for (const scene of await makeScenes(place)) goals.push(await undisturbed(place, scene))
  let [done, bad] = [0, 0]
  for (let seed = from; seed < from + count; seed += 1) {
    if ((Date.now() - began) / 1000 > longestSeconds) break
    if (await killOnce(place, goals, seed)) bad += 1
    done += 1
  }
  console.log(`${done} kills, ${bad} wrong; go on with: kill ${count} ${from + done}`)
  if (bad > 0) process.exitCode = 1
}

async function undisturbed(place: string, scene: Scene): Promise<Goal> {
  const data = copied(scene.stage, join(place, "undisturbed"))
  const product = await startProduct(data)
  const began = performance.now()
  await scene.begin(product)
  await scene.finish(product, () => undefined)
  const seconds = (performance.now() - began) / 1000
  await product.stop()
  const digests = await digestsIn(data)
  rmSync(data, { recursive: true, force: true })
  console.log(`${scene.name} undisturbed: ${seconds.toFixed(1)} s`)
  return { scene, seconds, digests }
}

async function killOnce(place: string, goals: readonly Goal[], seed: number): Promise<boolean> {
  const random = randomOf(seed)
  const goal = goals[seed % goals.length]
  const victim = victims[Math.floor(random() * victims.length)] ?? "both"
  if (goal === undefined) throw new Error("no scene")
  const afterMs = Math.round(random() * goal.seconds * 1000)
  const data = copied(goal.scene.stage, join(place, `run-${seed}`))
  const told: string[] = []
  const wrong = await disturbed(data, goal, { victim, afterMs, told }).catch((error: unknown) => [
    String(error),
  ])
  const how = `${seed}: ${goal.scene.name}, ${victim} killed after ${afterMs} ms`
  const asked = told.length === 0 ? "" : `, ${[...new Set(told)].join(", ")}`
  console.log(`${how}${asked}: ${wrong.join("; ") || "same"}`)
  if (wrong.length === 0) rmSync(data, { recursive: true, force: true })
  return wrong.length > 0
}

interface Disturbance {
  readonly victim: Victim
  readonly afterMs: number
  readonly told: string[]
}

/** What is wrong afterwards: nothing, one hopes. */
async function disturbed(
  data: string,
  { scene, digests }: Goal,
  { victim, afterMs, told }: Disturbance,
): Promise<readonly string[]> {
  const product = await startProduct(data)
  const work = scene.begin(product).catch(() => undefined)
  const acknowledged = await watch(product, scene, afterMs)
  await kill(product, victim)
  const next = victim === "program" || victim === "both" ? await startProduct(data) : product
  await work
  const say = (what: string) => told.push(what)
  await scene.finish(next, say)
  await next.stop()
  const store = await openStore({ directory: data })
  try {
    const wrong = await store.read(async (tx) => [
      ...differingTables(digests, await digestsOf(tx)),
      ...(await lost(tx, scene, acknowledged)),
    ])
    return [...wrong, ...(await unlikeMirror(store, data))]
  } finally {
    await store.close()
  }
}

/** Waits for the moment, and remembers how many rows were told as taken by then. */
async function watch(product: Product, { batch, name }: Scene, afterMs: number): Promise<number> {
  let accepted = 0
  for (const began = Date.now(); Date.now() - began < afterMs; await sleep(20)) {
    if (name !== "import" && name !== "orders") continue
    const { tally } = await readBatch(product, batch)
    accepted = tally.accepted
  }
  return accepted
}

async function kill(product: Product, victim: Victim): Promise<void> {
  if (victim === "program" || victim === "both") await product.kill()
  if (victim === "program") return
  const postmaster = postmasterOf(product.data)
  if (postmaster === undefined) throw new Error("the database does not run")
  const [child] = victim === "connection" ? connectionsOf(postmaster) : []
  process.kill(child ?? postmaster, "SIGKILL")
}

/** Processes of the server that serve somebody; the busiest first. PostgreSQL starts over when one of them dies. */
function connectionsOf(postmaster: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = textOf(`/proc/${name}/stat`)
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      const serves = textOf(`/proc/${name}/cmdline`).includes("[local]")
      return Number(fields[1]) === postmaster && serves
        ? [{ pid: Number(name), ticks: Number(fields[11]) }]
        : []
    })
    .toSorted((one, two) => two.ticks - one.ticks)
    .map(({ pid }) => pid)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return "" // it ended while we looked
  }
}

/** Tables of which the mirror, brought up to date, says something else than the store. */
async function unlikeMirror(store: OpenStore, data: string): Promise<readonly string[]> {
  const mirror = mirrorIn({ store, directory: join(data, "mirror"), tables: mirrored })
  try {
    await mirror.catchUp()
    const compared = await mirror.check()
    return compared.filter(({ isSame }) => !isSame).map(({ table }) => `mirror of ${table}`)
  } finally {
    await mirror.close()
  }
}

/** Rows that were told as taken and are not there, or are there twice. */
async function lost(
  tx: Tx,
  { batch, name }: Scene,
  acknowledged: number,
): Promise<readonly string[]> {
  if (name !== "import") return []
  const { rows } = await sql<{ there: number; twice: number }>`
    select (select count(*) from record where batch = ${batch})
        + (select count(*) from record_version where batch = ${batch}) as there,
      (select count(*) from (select from record group by source, source_key having count(*) > 1) as d) as twice
  `.execute(tx.tables())
  const [found] = rows
  if (found === undefined) return ["nothing was counted"]
  return [
    ...(found.there < acknowledged ? [`${acknowledged - found.there} acknowledged rows lost`] : []),
    ...(found.twice > 0 ? [`${found.twice} records twice`] : []),
  ]
}
