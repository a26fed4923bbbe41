import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { placeKeys, readKeys, readOrMakeKeys } from "./key-file.ts"
import { fingerprintOf, randomKeys } from "./keys.ts"
import { open, seal } from "./seal.ts"

let directory = ""
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "keys-"))
})
afterEach(() => rm(directory, { recursive: true }))

test("the first start makes keys that only the owner of the directory can read", async () => {
  const keys = await readOrMakeKeys(directory)
  expect((await stat(join(directory, "keys.json"))).mode & 0o777).toBe(0o600)
  expect(await readOrMakeKeys(directory)).toEqual(keys)
})

test("of twenty programs that start at once all get the same keys, and no draft is left", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => readOrMakeKeys(directory)))
  expect(new Set(all.map(fingerprintOf)).size).toBe(1)
  expect(await readdir(directory)).toEqual(["keys.json"])
})

test("keys are never overwritten", async () => {
  const keys = await readOrMakeKeys(directory)
  await expect(placeKeys(directory, randomKeys())).rejects.toMatchObject({
    code: "govern/keys-exist",
  })
  expect(await readKeys(directory)).toEqual(keys)
})

test("keys can be placed where there are none", async () => {
  const keys = randomKeys()
  await placeKeys(directory, keys)
  expect(await readOrMakeKeys(directory)).toEqual(keys)
})

test.each([
  ["an empty file", ""],
  ["half a file", '{ "format": "zhike-keys/1", "root": "AAAA'],
  ["another format", '{ "format": "zhike-keys/9" }'],
  ["a shortened key", '{ "format": "zhike-keys/1", "root": "AAAA", "sealing": {}, "current": 1 }'],
  ["no object", "[1]"],
])("%s is damage, not a reason to make new keys", async (_what, text) => {
  await writeFile(join(directory, "keys.json"), text)
  await expect(readOrMakeKeys(directory)).rejects.toMatchObject({ code: "govern/keys-damaged" })
  expect(await readFile(join(directory, "keys.json"), "utf8")).toBe(text)
})

test("a directory that is not there is told by file and reason", async () => {
  await expect(readOrMakeKeys(join(directory, "gone"))).rejects.toMatchObject({
    code: "govern/file-refused",
    facts: { file: "keys.json", reason: "ENOENT" },
  })
})

test("after a rotation new seals use the new key, and old ones still open", () => {
  const before = randomKeys()
  const after = {
    ...before,
    sealing: new Map([...before.sealing, [2, randomKeys().root]]),
    current: 2,
  }
  const old = seal(before, Buffer.from("张三"))
  const fresh = seal(after, Buffer.from("张三"))
  expect(open(after, old).toString()).toBe("张三")
  expect(open(after, fresh).toString()).toBe("张三")
  expect(() => open(before, fresh)).toThrow("govern/cannot-open")
})
