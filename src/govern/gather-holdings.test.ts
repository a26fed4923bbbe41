import { afterAll, expect, test } from "vitest"
import { CustomerId, type Holding } from "#kernel"
import type { Tx } from "#store"
import { openTestStore } from "../../test/database.ts"
import { gatherHoldings } from "./gather-holdings.ts"

const { store, close } = await openTestStore()
afterAll(close)

const customer = CustomerId.parse("5f0c1d2e-3b4a-8c5d-9e6f-708192a3b4c5")
const stage = (name: string, count: number): Holding<Tx> => ({
  stage: name,
  describe: async () =>
    count === 0 ? [] : [{ what: `holding.${name}.rows`, count, items: [{ of: customer }] }],
})

test("every stage is named in its order, also one that holds nothing", async () => {
  const stages = [stage("collect", 2), stage("resolve", 0), stage("keep", 1)]
  const gathered = await store.read((tx) => gatherHoldings(tx, stages, customer))
  expect(gathered.map(({ stage: name, held }) => [name, held.map(({ count }) => count)])).toEqual([
    ["collect", [2]],
    ["resolve", []],
    ["keep", [1]],
  ])
})

test("a stage that cannot say makes no half answer", async () => {
  const broken = { stage: "act", describe: () => Promise.reject(new Error("connection lost")) }
  const asked = store.read((tx) => gatherHoldings(tx, [stage("keep", 1), broken], customer))
  await expect(asked).rejects.toThrow("connection lost")
})
