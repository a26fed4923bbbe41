import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import { Imported, Rebuilt } from "./answers.ts"
import { answerOf, launch, newPlace, startServer, zhike } from "./program.ts"

// The program is killed in the middle of its work; what it had promised is there afterwards.

const place = newPlace()

function writePeople(file: string, count: number): void {
  const rows = Array.from(
    { length: count },
    (_, row) =>
      `K${row},人${row % 977}${row},139${String(10_000_000 + (row % 9000))},p${row}@example.com`,
  )
  writeFileSync(file, `id,name,phone,email\n${rows.join("\n")}\n`)
}

async function membershipOf(data: string): Promise<readonly string[]> {
  const file = join(data, "membership.csv")
  await answerOf(z.looseObject({}), ["export", "membership", "--to", file], { data })
  return readFileSync(file, "utf8").trim().split("\n").toSorted()
}

const Batches = z.array(
  z.looseObject({ id: z.int(), state: z.string(), tally: Imported.partial().loose() }),
)

test("an import that is killed goes on, and ends with each row once", async () => {
  const file = join(place, "people.csv")
  const data = join(place, "killed")
  writePeople(file, 12_000)
  await answerOf(z.unknown(), ["batches"], { data })
  const child = launch(["import", file, "--source", "shop", "--json"], { data })
  const server = once(child, "exit")
  await untilImporting(data)
  child.kill("SIGKILL")
  await server
  const batches = await answerOf(Batches, ["batches"], { data })
  const [batch] = batches
  expect(batch).toBeDefined()
  if (batch?.state !== "done") await zhike(["resume", String(batch?.id), "--json"], { data })
  const after = await answerOf(Batches, ["batches"], { data })
  expect(after[0]).toMatchObject({
    state: "done",
    tally: { read: 12_000, accepted: 12_000, new: 12_000 },
  })
  expect(await membershipOf(data)).toHaveLength(12_001)
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], { data })).toMatchObject({
    records: 12_000,
    differences: 0,
  })
})

/** The import has begun when the file that names its server is there; then it is let run a little. */
async function untilImporting(data: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      if (readFileSync(join(data, "server.json"), "utf8").length > 0) break
    } catch {
      // not there yet
    }
    await new Promise((wake) => setTimeout(wake, 25))
  }
  await new Promise((wake) => setTimeout(wake, 900))
}

test("a server that is killed starts again and knows what it knew", async () => {
  const data = join(place, "server")
  const file = join(place, "few.csv")
  writePeople(file, 50)
  const first = await startServer({ data })
  await answerOf(Imported, ["import", file, "--source", "shop"], { data })
  await first.kill()
  const second = await startServer({ data })
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], { data })).toMatchObject({
    records: 50,
    differences: 0,
  })
  expect(await second.stop()).toBe(0)
})

test("a second server on the same data says who runs it already", async () => {
  const data = join(place, "twice")
  const first = await startServer({ data })
  const second = await zhike(["start", "--port", "0", "--json"], { data })
  expect(second.code).toBe(1)
  expect(second.err).toContain(new URL(first.url).host)
  expect(await first.stop()).toBe(0)
})
