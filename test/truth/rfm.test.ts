import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { computeRfm, type Purchase } from "#analyse"

// CDNOW, as published by Bruce Hardie and Peter Fader (brucehardie.com/notes/008): 69,659 purchases of
// 23,570 customers. Edges and means as of 1998-06-30 were computed independently with NumPy
// (numpy.quantile, type 7) from the same file.
const published = {
  customers: 23_570,
  edges: { R: [141, 432, 485, 512], F: [1, 1, 2, 4], M: [15.36, 31.35, 59.924, 133.95] },
  mean: { R: 367.221638, F: 2.867671, M: 106.080426 },
}

function readPurchases(): readonly Purchase[] {
  const [, ...lines] = gunzipSync(readFileSync("samples/cdnow.csv.gz"))
    .toString()
    .trim()
    .split("\n")
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
