import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import { Rebuilt, Resolved, RfmAnswer } from "./answers.ts"
import { answerOf, newPlace } from "./program.ts"

// The two real data sets that lie in the repository, from outside.

const place = newPlace()
const at = { data: join(place, "data") }

// Published with the CDNOW data of the lifetimes package (MIT): see samples/README.md.
const published = {
  n: 23_570,
  edges: { R: [141, 432, 485, 512], F: [1, 1, 2, 4], M: [15.36, 31.35, 59.924, 133.95] },
  mean: { R: 367.221638, F: 2.867671, M: 106.080426 },
}

test("the demo imports all of both sets", async () => {
  const answer = await answerOf(z.looseObject({ customers: z.int() }), ["demo", "--no-serve"], at)
  expect(answer.customers).toBeGreaterThan(23_570)
})

test("recency, frequency and money are those that were published", async () => {
  const answer = await answerOf(RfmAnswer, ["analyse", "rfm", "--as-of", "1998-06-30"], at)
  expect(answer.n).toBe(published.n)
  expect(answer.edges.R).toEqual(published.edges.R)
  expect(answer.edges.F).toEqual(published.edges.F)
  answer.edges.M.forEach((edge, fifth) =>
    expect(edge).toBeCloseTo(published.edges.M[fifth] ?? 0, 6),
  )
  expect(answer.mean.R).toBeCloseTo(published.mean.R, 6)
  expect(answer.mean.F).toBeCloseTo(published.mean.F, 6)
  expect(answer.mean.M).toBeCloseTo(published.mean.M, 6)
})

test("people of three sources are joined, and hardly ever wrongly", async () => {
  const file = join(place, "membership.jsonl")
  await answerOf(z.looseObject({}), ["export", "membership", "--to", file], at)
  const { precision, recall } = await pairFigures(file)
  expect(precision).toBeGreaterThan(0.98)
  expect(recall).toBeGreaterThan(0.2)
})

test("resolving anew changes nothing, and the house can be rebuilt from its evidence", async () => {
  const again = await answerOf(Resolved, ["resolve"], at)
  const rebuilt = await answerOf(Rebuilt, ["rebuild", "--check"], at)
  expect(rebuilt).toMatchObject({ differences: 0, customers: again.customers })
})

const Membership = z.object({ source: z.string(), source_key: z.string(), customer_id: z.string() })

/** Precision and recall over pairs of records, within the labelled sources. */
async function pairFigures(file: string) {
  const labels = readLabels()
  const found = new Map<string, string[]>()
  const truth = new Map<string, number>()
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const row = Membership.parse(JSON.parse(line))
    const label = labels.get(`${row.source}\t${row.source_key}`)
    if (label === undefined) continue
    found.set(row.customer_id, [...(found.get(row.customer_id) ?? []), label])
    truth.set(label, (truth.get(label) ?? 0) + 1)
  }
  expect([...truth.values()].reduce((sum, size) => sum + size, 0)).toBe(11_000)
  return figuresOf(found, truth)
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2
}

function figuresOf(
  found: ReadonlyMap<string, readonly string[]>,
  truth: ReadonlyMap<string, number>,
) {
  let [claimed, right] = [0, 0]
  for (const labels of found.values()) {
    claimed += pairs(labels.length)
    const counts = Map.groupBy(labels, (label) => label)
    for (const same of counts.values()) right += pairs(same.length)
  }
  const all = [...truth.values()].reduce((sum, size) => sum + pairs(size), 0)
  return { precision: right / claimed, recall: right / all }
}

function readLabels(): ReadonlyMap<string, string> {
  const text = gunzipSync(readFileSync("test/data/febrl-labels.csv.gz")).toString()
  const rows = text.trim().split("\n").slice(1)
  return new Map(
    rows.map((row) => {
      const [source = "", key = "", label = ""] = row.split(",")
      return [`${source}\t${key}`, label]
    }),
  )
}
