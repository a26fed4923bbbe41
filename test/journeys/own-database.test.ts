import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { openTestServer, type TestServerOfOnesOwn } from "../database.ts"
import { Imported, Rebuilt } from "./answers.ts"
import { answerOf, newPlace, zhike } from "./program.ts"

// The same product on a PostgreSQL that was there before, over TCP.

const place = newPlace()
let postgres: TestServerOfOnesOwn
let at: { readonly data: string; readonly env: Readonly<Record<string, string>> }

beforeAll(async () => {
  postgres = await openTestServer()
  at = { data: join(place, "data"), env: { DATABASE_URL: postgres.url } }
})
afterAll(() => postgres.close())

test("people are imported, found, and taken back", async () => {
  const file = join(place, "people.csv")
  writeFileSync(file, "name,phone\n张伟,13800138000\n王芳,13912365078\n张伟,+8613800138000\n")
  const answer = await answerOf(Imported, ["import", file, "--source", "商城"], at)
  expect(answer).toMatchObject({ read: 3, accepted: 3, new: 3, customers: 2 })
  await answerOf(z.looseObject({}), ["undo", String(answer.batch)], at)
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], at)).toMatchObject({
    customers: 0,
    differences: 0,
  })
})

test("a backup of a server that is not ours is its administrator's, and said so", async () => {
  const ended = await zhike(["backup", "--to", join(place, "x.backup"), "--json"], at)
  expect(ended.code).toBe(1)
  expect(ended.err).toMatch(/pg_dump|pg_basebackup/)
})

test("a wrong address is called wrong, without its password", async () => {
  const env = { DATABASE_URL: "postgres://house:secret-word@127.0.0.1:9/house" }
  const ended = await zhike(["batches", "--json"], { data: join(place, "other"), env })
  expect(ended.code).toBe(1)
  expect(ended.err).toContain("DATABASE_URL")
  expect(ended.err).not.toContain("secret-word")
})
