import { parentPort, workerData } from "node:worker_threads"
import { auditTrail, openKeys, ownerOf, sealerOf } from "#govern"
import type { FlowPorts, Run } from "#flow"
import { systemClock } from "#kernel"
import { journal, joinStore } from "#store"
import { doBatch } from "../do-batch.ts"
import { Order, Place, troubleOf, type Report } from "./messages.ts"

// Runs in a thread of its own: works on large batches while the program answers.

const { dataDir, connection } = Place.parse(workerData)
const store = joinStore(connection)
const sealer = sealerOf(await store.transaction((tx) => openKeys(tx, dataDir)))
const ports: FlowPorts = { store, sealer, journal, audit: auditTrail, clock: systemClock }
const principal = ownerOf(sealer)
const running = new Map<number, AbortController>()

parentPort?.on("message", (message: unknown) => {
  const order = Order.parse(message)
  switch (order.what) {
    case "do":
      return void work(order)
    case "stop":
      return running.get(order.job)?.abort()
    case "leave":
      return void leave()
  }
})

async function work({ job, batch }: Extract<Order, { what: "do" }>): Promise<void> {
  const ends = new AbortController()
  running.set(job, ends)
  const run: Run = { principal, signal: ends.signal }
  const report = await doBatch(ports, batch, run).then(
    (): Report => ({ job }),
    (error: unknown): Report => ({ job, trouble: troubleOf(error) }),
  )
  running.delete(job)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(report)
}

async function leave(): Promise<void> {
  await store.close()
  parentPort?.close()
}
