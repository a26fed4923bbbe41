import { cpSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sql } from "kysely"
import { openStore } from "#store"
import { writePeople } from "./people.ts"
import { readBatch, startProduct, until, upload, type Product } from "./product.ts"
import { randomOf } from "./random.ts"

/** A piece of work that can be cut off, and the place where everything is ready for it. */
export interface Scene {
  readonly name: "import" | "orders" | "undo" | "resolve"
  /** Data directory from which each run starts, as a copy. */
  readonly stage: string
  /** The batch that is worked on; 0 where there is none. */
  readonly batch: number
  /** Begins the work; comes back when it has begun, or when it is over. */
  begin(product: Product): Promise<void>
  /** The work is over, however it got there. Begins it again where nobody else does. */
  finish(product: Product, told: (what: string) => void): Promise<void>
}

const rows = 12_000

/** One data directory a scene, with the same secret and the same sources: what is made of them can be compared. */
export async function makeScenes(place: string): Promise<readonly Scene[]> {
  const [known, fresh, orders] = [join(place, "a.csv"), join(place, "b.csv"), join(place, "o.csv")]
  await writePeople(known, 3_000, 1)
  await writePeople(fresh, rows, 2)
  writeOrders(orders, rows)
  const ready = join(place, "ready")
  const product = await startProduct(ready)
  const first = await deliver(product, known, "people")
  await product.call("POST", `/batches/${first}/run`)
  await settled(product, first, "done")
  const people = await deliver(product, fresh, "people")
  const bought = await deliver(product, orders, "orders")
  await product.stop()
  const imported = copied(ready, join(place, "imported"))
  const again = await startProduct(imported)
  await again.call("POST", `/batches/${people}/run`)
  await settled(again, people, "done")
  await again.stop()
  const apart = copied(imported, join(place, "apart"))
  await separateEverybody(apart)
  return [
    ofBatch("import", { stage: ready, batch: people, end: "done" }),
    ofBatch("undo", { stage: imported, batch: people, end: "undone" }),
    resolving(apart),
    ofBatch("orders", { stage: ready, batch: bought, end: "done" }),
  ]
}

export function copied(from: string, to: string): string {
  cpSync(from, to, { recursive: true, preserveTimestamps: true })
  return to
}

async function deliver(product: Product, file: string, content: "people" | "orders") {
  const batch = await upload(product, file, content)
  const { plan } = await readBatch(product, batch)
  const key = content === "people" ? "id" : "customer"
  await product.call("PUT", `/batches/${batch}/plan`, { plan: { ...plan, content, key } })
  return batch
}

async function settled(product: Product, batch: number, state: string): Promise<void> {
  await until(`batch ${batch} ${state}`, async () => {
    return (await readBatch(product, batch)).state === state
  })
}

interface OfBatch {
  readonly stage: string
  readonly batch: number
  readonly end: "done" | "undone"
}

function ofBatch(name: Scene["name"], { stage, batch, end }: OfBatch): Scene {
  const deed = end === "done" ? "run" : "undo"
  return {
    name,
    stage,
    batch,
    begin: async ({ call }) => void (await call("POST", `/batches/${batch}/${deed}`)),
    finish: (product, told) =>
      until(`${name} ${end}`, async () => {
        const { state } = await readBatch(product, batch)
        // Never begun: the request itself was cut off.
        if (state === "received" || (deed === "undo" && state === "done")) {
          told("asked again")
          await product.call("POST", `/batches/${batch}/${deed}`)
        }
        if (state === "failed") {
          told("resumed by hand")
          await product.call("POST", `/batches/${batch}/resume`)
        }
        return state === end
      }),
  }
}

function resolving(stage: string): Scene {
  let isOver = false
  return {
    name: "resolve",
    stage,
    batch: 0,
    begin: async ({ call }) => {
      isOver = false
      await call("POST", "/resolve-runs", {})
      isOver = true
    },
    finish: (product, told) =>
      until("resolved", async () => {
        if (isOver) return true
        told("asked again")
        await product.call("POST", "/resolve-runs", {})
        return true
      }),
  }
}

/** Takes all automatic links away and lets everybody be alone: resolving has everything to do. */
async function separateEverybody(data: string): Promise<void> {
  const store = await openStore({ directory: data })
  await store.transaction(async (tx) => {
    await sql`delete from link where kind = 'auto'`.execute(tx.tables())
  })
  await store.close()
  const product = await startProduct(data)
  await product.call("POST", "/rebuilds", { check: false })
  await product.stop()
}

function writeOrders(file: string, count: number): void {
  const random = randomOf(3)
  const lines = Array.from({ length: count }, (_, n) => {
    const day = String(1 + Math.floor(random() * 28)).padStart(2, "0")
    const month = String(1 + Math.floor(random() * 12)).padStart(2, "0")
    return `O${n},${Math.floor(random() * 4_000)},2024-${month}-${day},${(random() * 500).toFixed(2)}`
  })
  writeFileSync(file, `order,customer,date,amount\n${lines.join("\n")}\n`)
}
