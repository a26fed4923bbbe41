import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { computeRfm, runRfm, type Purchase } from "#analyse"
import { readBatch, receive, updateBatch, type BatchPlan } from "#collect"
import { ingest } from "#flow"
import { openTestHouse, type TestHouse } from "../house.ts"

// CDNOW, as published by Bruce Hardie and Peter Fader (brucehardie.com/notes/008): 69,659 purchases of
// 23,570 customers. Edges and means as of 1998-06-30 were computed independently with NumPy
// (numpy.quantile, type 7) from the same file.
const published = {
  customers: 23_570,
  edges: { R: [141, 432, 485, 512], F: [1, 1, 2, 4], M: [15.36, 31.35, 59.924, 133.95] },
  mean: { R: 367.221638, F: 2.867671, M: 106.080426 },
}

const sample = gunzipSync(readFileSync("samples/cdnow.csv.gz"))

function readPurchases(): readonly Purchase[] {
  const [, ...lines] = sample.toString().trim().split("\n")
  return lines.map((line) => {
    const [customer = "", date = "", , dollars = ""] = line.trim().split(",")
    const day = date.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")
    return {
      customer,
      day,
      kind: "order",
      minor: Math.round(Number(dollars) * 100),
      currency: "USD",
    }
  })
}

test("edges and means of all CDNOW customers as of 1998-06-30 are the published ones", () => {
  const purchases = readPurchases()
  expect(purchases).toHaveLength(69_659)
  const result = computeRfm(purchases, "1998-06-30")
  expect(result?.rows).toHaveLength(published.customers)
  expect(result?.edges.R).toEqual(published.edges.R)
  expect(result?.edges.F).toEqual(published.edges.F)
  expect(result?.edges.M.map((minor) => minor / 100)).toEqual(published.edges.M)
  expect(result?.mean.R).toBeCloseTo(published.mean.R, 6)
  expect(result?.mean.F).toBeCloseTo(published.mean.F, 6)
  expect((result?.mean.M ?? 0) / 100).toBeCloseTo(published.mean.M, 6)
})

const roles: Readonly<Record<string, string | null>> = {
  customer_id: "order.customer",
  date: "order.date",
  number_of_cds: "order.quantity",
  dollar_value: "order.amount",
}
const plan: BatchPlan = {
  content: "orders",
  source: { name: "CDNOW", kind: "order" },
  key: "customer_id",
  sourceColumn: null,
  columns: Object.entries(roles).map(([header, field]) => ({
    header,
    field,
    confidence: 1,
    why: "person" as const,
  })),
  dateOrder: "ymd",
  zone: "America/New_York",
  currency: "USD",
}

async function* bytes() {
  yield sample
}

async function importPurchases({ ports, run }: TestHouse): Promise<void> {
  const id = await receive(ports, {
    principal: run.principal,
    fileName: "cdnow.csv",
    source: plan.source,
    content: "orders",
    bytes: bytes(),
  })
  await ports.store.transaction((tx) => updateBatch(tx, id, { plan }))
  await ingest(ports, id, run)
  const { tally } = await ports.store.read((tx) => readBatch(tx, id))
  expect(tally).toMatchObject({ read: 69_659, rejected: 0, customers: published.customers })
}

test("so they are when the file goes the whole way through the house", async () => {
  const house = await openTestHouse()
  await importPurchases(house)
  const { ports, run } = house
  const picture = await runRfm({ ...ports, principal: run.principal }, { asOf: "1998-06-30" })
  expect(picture).toMatchObject({
    n: published.customers,
    currency: "USD",
    edges: published.edges,
    mean: {
      R: expect.closeTo(published.mean.R, 6),
      F: expect.closeTo(published.mean.F, 6),
      M: expect.closeTo(published.mean.M, 6),
    },
  })
  await house.close()
})
