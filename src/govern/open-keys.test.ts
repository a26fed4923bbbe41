import { mkdtemp, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, expect, onTestFinished, test } from "vitest"
import type { Tx } from "#store"
import { openTestStore } from "../../test/database.ts"
import { openKeys, placeKeys, readKeys } from "./key-file.ts"
import { randomKeys } from "./keys.ts"

const { store, close } = await openTestStore()
afterAll(close)

interface Setting {
  readonly setting: { readonly name: string }
}
beforeEach(() =>
  store.transaction(async (tx) => {
    await tx.tables<Setting>().deleteFrom("setting").execute()
  }),
)

const open = (directory: string) => store.transaction((tx: Tx) => openKeys(tx, directory))

async function dataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "open-keys-"))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

test("a new database gets new keys, and opens with them again", async () => {
  const directory = await dataDirectory()
  const keys = await open(directory)
  expect(await readKeys(directory)).toEqual(keys)
  expect(await open(directory)).toEqual(keys)
})

test("two programs that start at once on a new database open the same keys", async () => {
  const directory = await dataDirectory()
  const [one, other] = await Promise.all([open(directory), open(directory)])
  expect(one).toEqual(other)
})

test("lost keys are told, and no new ones are made in their place", async () => {
  const directory = await dataDirectory()
  await open(directory)
  await rename(join(directory, "keys.json"), join(directory, "keys.away"))
  await expect(open(directory)).rejects.toMatchObject({ code: "govern/keys-missing" })
  expect(await readKeys(directory)).toBeUndefined()
  await rename(join(directory, "keys.away"), join(directory, "keys.json"))
  await expect(open(directory)).resolves.toBeDefined()
})

test("keys of another instance do not open a database", async () => {
  await open(await dataDirectory())
  const other = await dataDirectory()
  await placeKeys(other, randomKeys())
  await expect(open(other)).rejects.toMatchObject({ code: "govern/keys-differ" })
})

test("a rotated key still belongs to its database", async () => {
  const directory = await dataDirectory()
  const keys = await open(directory)
  const rotated = await dataDirectory()
  const sealing = new Map([...keys.sealing, [2, randomKeys().root] as const])
  await placeKeys(rotated, { ...keys, sealing, current: 2 })
  expect((await open(rotated)).current).toBe(2)
})
