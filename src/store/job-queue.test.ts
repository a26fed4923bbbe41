import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { Failure } from "#kernel"
import { openTestStore, type TestStore } from "../../test/database.ts"
import type { OpenJobs } from "./job-queue.ts"
import { openJobs } from "./open-store.ts"

describe("jobs", () => {
  let opened: TestStore
  const troubles: unknown[] = []
  const programs: OpenJobs[] = []

  beforeAll(async () => {
    opened = await openTestStore()
  })
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((jobs) => jobs.close()))
    troubles.length = 0
  })
  afterAll(() => opened.close())

  async function program(): Promise<OpenJobs> {
    const jobs = await openJobs(opened.store, (error) => troubles.push(error))
    programs.push(jobs)
    return jobs
  }

  it("runs one job per key, however often it is asked for", async () => {
    const jobs = await program()
    const seen: unknown[] = []
    for (let time = 0; time < 3; time += 1) await jobs.send("once", "a", { batch: 1 })
    await jobs.send("once", "b", { batch: 2 })
    await jobs.work("once", async ({ payload }) => void seen.push(payload))
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(2)
    await sleep(700)
    expect(seen).toEqual(expect.arrayContaining([{ batch: 1 }, { batch: 2 }]))
    expect(seen).toHaveLength(2)
    await jobs.send("once", "a", { batch: 3 })
    await expect.poll(() => seen, { timeout: 10_000 }).toContainEqual({ batch: 3 })
    expect(troubles).toEqual([])
  })

  it("tells a handler within two seconds that its job was cancelled, in this program and in another", async () => {
    const [worker, other] = [await program(), await program()]
    const ended: string[] = []
    await worker.work("long", async ({ payload, signal }) => {
      await sleep(60_000, undefined, { signal }).catch(() => undefined)
      ended.push(String(payload["name"]))
    })
    for (const [name, from] of [
      ["here", worker],
      ["there", other],
    ] as const) {
      await worker.send("long", name, { name })
      await sleep(1000)
      const since = performance.now()
      await from.cancel("long", name)
      await expect.poll(() => ended, { timeout: 5000 }).toContain(name)
      expect(performance.now() - since).toBeLessThan(2500)
    }
    await sleep(1500)
    expect(ended).toEqual(["here", "there"])
  })

  it("goes on in the next program with what was running when it was closed", async () => {
    const first = await program()
    const started: string[] = []
    await first.work("resumed", async ({ signal }) => {
      started.push("first")
      await sleep(60_000, undefined, { signal })
    })
    await first.send("resumed", "a", {})
    await expect.poll(() => started, { timeout: 10_000 }).toEqual(["first"])
    await first.close()
    const second = await program()
    await second.work("resumed", async () => void started.push("second"))
    await expect.poll(() => started, { timeout: 15_000 }).toEqual(["first", "second"])
    expect(troubles).toEqual([])
  })

  it("reports a handler's bug once and does not repeat it, but repeats what passes", async () => {
    const jobs = await program()
    const runs: string[] = []
    await jobs.work("faulty", async ({ payload }) => {
      runs.push(String(payload["kind"]))
      if (payload["kind"] === "bug") throw new TypeError("a bug")
      if (runs.filter((kind) => kind === "lost").length === 1)
        throw new Failure("store/connection-lost")
    })
    await jobs.send("faulty", "bug", { kind: "bug" })
    await jobs.send("faulty", "lost", { kind: "lost" })
    await expect.poll(() => runs.toSorted(), { timeout: 15_000 }).toEqual(["bug", "lost", "lost"])
    await sleep(2500)
    expect(runs.toSorted()).toEqual(["bug", "lost", "lost"])
    expect(troubles.filter((error) => error instanceof TypeError)).toHaveLength(1)
  })
})
