import { createHash } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PrincipalId } from "#kernel"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { forgetKeys, withIdempotency } from "./idempotency.ts"

const principal = PrincipalId.parse("00000000-0000-4000-8000-000000000001")
const other = PrincipalId.parse("00000000-0000-4000-8000-000000000002")
const hash = (text: string) => createHash("sha256").update(text).digest()

describe("a request with an idempotency key", () => {
  let opened: TestStore
  let times = 0
  beforeAll(async () => {
    opened = await openTestStore()
  })
  afterAll(() => opened.close())

  const ask = (key: string, body: string, who = principal) =>
    opened.store.transaction((tx) =>
      withIdempotency(tx, { key, principal: who, bodyHash: hash(body) }, async () => {
        times += 1
        await sleep(30)
        return { status: 201, answer: { times } }
      }),
    )

  it("is done once and answered the same whenever it is repeated", async () => {
    const first = await ask("k1", "body")
    expect(first).toEqual({ status: 201, answer: { times: 1 }, isRepeated: false })
    expect(await ask("k1", "body")).toEqual({ ...first, isRepeated: true })
  })

  it("is done once when it comes twice at the same time", async () => {
    const before = times
    const answers = await Promise.all([ask("k2", "body"), ask("k2", "body"), ask("k2", "body")])
    expect(times).toBe(before + 1)
    expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
  })

  it("is refused when the key was used for something else, and each principal has keys of its own", async () => {
    await ask("k3", "body")
    await expect(ask("k3", "another body")).rejects.toMatchObject({
      code: "store/idempotency-mismatch",
    })
    expect(await ask("k3", "another body", other)).toMatchObject({ isRepeated: false })
  })

  it("is as new after it failed", async () => {
    const failing = opened.store.transaction((tx) =>
      withIdempotency(tx, { key: "k4", principal, bodyHash: hash("b") }, () =>
        Promise.reject(new Error("no")),
      ),
    )
    await expect(failing).rejects.toThrow("no")
    expect(await ask("k4", "b")).toMatchObject({ isRepeated: false })
  })

  it("is forgotten in time", async () => {
    await ask("k5", "b")
    expect(await opened.store.transaction((tx) => forgetKeys(tx, new Date(0)))).toBe(0)
    expect(
      await opened.store.transaction((tx) => forgetKeys(tx, new Date(Date.now() + 60_000))),
    ).toBeGreaterThan(0)
    expect(await ask("k5", "b")).toMatchObject({ isRepeated: false })
  })
})
