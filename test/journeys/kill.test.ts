import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import { Imported, Rebuilt } from "./answers.ts"
import { answerOf, newPlace, startServer, zhike, type Running } from "./program.ts"

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

test(
  "an import, a resolve and an undo whose server is killed go on, and end as if nothing had happened",
  { timeout: 480_000 },
  async () => {
    const file = join(place, "people.csv")
    const data = join(place, "killed")
    writePeople(file, 12_000)
    const first = await startServer({ data })
    const importing = zhike(["import", file, "--source", "shop", "--json"], { data })
    await untilState(first, data, "importing")
    await first.kill()
    expect((await importing).code).not.toBe(0)
    const second = await startServer({ data })
    await untilState(second, data, "done")
    const [batch] = await answerOf(Batches, ["batches"], { data })
    expect(batch).toMatchObject({ tally: { read: 12_000, accepted: 12_000, new: 12_000 } })
    const known = await membershipOf(data)
    expect(known).toHaveLength(12_001)
    expect(await answerOf(Rebuilt, ["rebuild", "--check"], { data })).toMatchObject({
      records: 12_000,
      differences: 0,
    })
    await resolveKilled(second, { data, known })
    await undoKilled(await startServer({ data }), data)
  },
)

interface Known {
  readonly data: string
  readonly known: readonly string[]
}

/** Killed in the middle of deciding anew about everybody: asked again, it ends where it would have. */
async function resolveKilled(server: Running, { data, known }: Known): Promise<void> {
  const resolving = zhike(["resolve", "--json"], { data })
  await untilRun(server, data)
  await server.kill()
  expect((await resolving).code).not.toBe(0)
  const next = await startServer({ data })
  expect(await answerOf(Resolved, ["resolve"], { data })).toMatchObject({ records: 12_000 })
  expect(await membershipOf(data)).toEqual(known)
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], { data })).toMatchObject({
    differences: 0,
  })
  await next.stop()
}

/** Killed in the middle of taking everything back: it goes on when it starts again, and nothing is left. */
async function undoKilled(server: Running, data: string): Promise<void> {
  const undoing = zhike(["undo", "1", "--json"], { data })
  await untilState(server, data, "undoing")
  await server.kill()
  expect((await undoing).code).not.toBe(0)
  const next = await startServer({ data })
  await untilState(next, data, "undone")
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], { data })).toMatchObject({
    records: 0,
    customers: 0,
    differences: 0,
  })
  await next.stop()
}

const Resolved = z.looseObject({ records: z.int(), customers: z.int() })
const AuditPage = z.looseObject({ items: z.array(z.looseObject({ action: z.string() })) })

/** A run of resolve says that it begins before it goes through everybody. */
async function untilRun(server: Running, data: string): Promise<void> {
  await untilSeen(server, data, async (ask) => {
    const { items } = AuditPage.parse(await ask("/api/v1/audit"))
    return items.some(({ action }) => action === "base/resolve") ? undefined : "no run"
  })
}

/** Asks again and again; a state that does not come within two minutes fails the test. */
async function untilState(server: Running, data: string, state: string): Promise<void> {
  await untilSeen(server, data, async (ask) => {
    const { items } = BatchPage.parse(await ask("/api/v1/batches"))
    return items[0]?.state === state ? undefined : (items[0]?.state ?? "none")
  })
}

type Ask = (path: string) => Promise<unknown>

/** `look` says what it sees instead of what is wanted, or nothing. */
async function untilSeen(
  { url }: Running,
  data: string,
  look: (ask: Ask) => Promise<string | undefined>,
): Promise<void> {
  const authorization = `Bearer ${readFileSync(join(data, "owner-token"), "utf8").trim()}`
  const ask: Ask = async (path) =>
    (await fetch(`${url}${path}`, { headers: { authorization } })).json()
  const seen = new Set<string>()
  for (let tries = 0; tries < 6_000; tries += 1) {
    const instead = await look(ask)
    if (instead === undefined) return
    seen.add(instead)
    await new Promise((wake) => setTimeout(wake, 20))
  }
  throw new Error(`never seen, but ${[...seen].join(", ")}`)
}

const BatchPage = z.looseObject({ items: z.array(z.looseObject({ state: z.string() })) })

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
