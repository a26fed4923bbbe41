import { createReadStream } from "node:fs"
import { createGunzip } from "node:zlib"
import { afterAll, expect, test } from "vitest"
import { receive } from "#collect"
import type { BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { guessPlan } from "./column-plan.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

async function bring(sample: string): Promise<BatchId> {
  const id = await receive(ports, {
    principal: run.principal,
    fileName: `${sample}.csv`,
    source: { name: sample },
    bytes: createReadStream(`samples/${sample}.csv.gz`).pipe(createGunzip()),
  })
  await guessPlan(ports, id)
  expect(await ingest(ports, id, run)).toMatchObject({ state: "done" })
  return id
}

const partition = async () =>
  (await house.rows("select no, members from customer order by no")).map(
    ({ no, members }) => `${String(no)} ${String(members)}`,
  )
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })

test("eleven thousand records of three sources: accounted for, joined, rebuilt, undone", async () => {
  const batches = []
  for (const sample of ["febrl-1", "febrl-2", "febrl-3"]) batches.push(await bring(sample))
  expect(
    await house.rows(
      "select sum(read)::int as read, sum(accepted)::int as accepted, sum(rejected)::int as rejected from batch",
    ),
  ).toEqual([{ read: 11_000, accepted: 11_000, rejected: 0 }])
  await expectTrue()
  const before = await partition()
  expect(before.length).toBeLessThan(9_500)

  const { records, customers } = await resolveAll(ports, run)
  expect([records, customers]).toEqual([11_000, before.length])
  expect(await partition()).toEqual(before)
  await expectTrue()

  const [, second] = batches
  if (second !== undefined) await undo(ports, second, run)
  expect(await house.rows("select count(*) as n from record where customer is not null")).toEqual([
    { n: 6_000 },
  ])
  await expectTrue()
})
