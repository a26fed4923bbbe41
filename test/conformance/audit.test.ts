import { afterAll, describe, expect, test } from "vitest"
import type { Audit, Principal } from "#kernel"
import { auditTrail, ownerOf, randomKeys, readAudit, sealerOf, type AuditPage } from "#govern"
import type { Tx } from "#store"
import { openTestStore } from "../database.ts"

const { store, close } = await openTestStore()
afterAll(close)

const owner: Principal = ownerOf(sealerOf(randomKeys()))
const adapters: readonly {
  readonly name: string
  readonly audit: Audit<Tx>
  readonly read: (tx: Tx, page: AuditPage) => ReturnType<typeof readAudit>
}[] = [{ name: "in the database", audit: auditTrail, read: readAudit }]

describe.each(adapters)("Audit: $name", ({ name, audit, read }) => {
  const object = `batch/${name}`
  const lines = (page: Partial<AuditPage> = {}) =>
    store.read((tx) => read(tx, { limit: 100, object, ...page }))
  const write = (action: string, facts?: Readonly<Record<string, string | number | boolean>>) =>
    store.transaction((tx) =>
      audit.write(tx, {
        principal: owner,
        action,
        object,
        ...(facts === undefined ? {} : { facts }),
      }),
    )

  test("an entry comes back as it was written, with its time and its principal", async () => {
    const before = Date.now()
    await write("batch/receive", { rows: 3, field: "identity_number", revealed: true })
    const [line] = await lines()
    expect(line).toMatchObject({
      principal: owner.id,
      action: "batch/receive",
      object,
      facts: { rows: 3, field: "identity_number", revealed: true },
    })
    expect(Math.abs((line?.at.getTime() ?? 0) - before)).toBeLessThan(60_000)
  })

  test("an entry without facts has none", async () => {
    await write("batch/look")
    expect((await lines())[0]).toMatchObject({ action: "batch/look", facts: {} })
  })

  test("what was rolled back left no entry: it was not done", async () => {
    const count = (await lines()).length
    const broken = store.transaction(async (tx) => {
      await audit.write(tx, { principal: owner, action: "batch/undo", object })
      throw new Error("connection lost")
    })
    await expect(broken).rejects.toThrow("connection lost")
    expect(await lines()).toHaveLength(count)
  })

  test("the newest comes first, page after page, nothing twice and nothing missing", async () => {
    for (const action of ["page/a", "page/b", "page/c", "page/d", "page/e"]) await write(action)
    const seen: string[] = []
    let before: number | undefined
    for (;;) {
      const page = await lines({ limit: 2, ...(before === undefined ? {} : { before }) })
      seen.push(...page.map(({ action }) => action))
      before = page.at(-1)?.id
      if (before === undefined) break
    }
    expect(seen.slice(0, 5)).toEqual(["page/e", "page/d", "page/c", "page/b", "page/a"])
    expect(seen).toHaveLength((await lines()).length)
  })

  test("entries about something else are not shown when one object is asked for", async () => {
    await store.transaction((tx) =>
      audit.write(tx, { principal: owner, action: "other/look", object: "customer/1" }),
    )
    expect((await lines()).map(({ action }) => action)).not.toContain("other/look")
    const all = await store.read((tx) => read(tx, { limit: 1 }))
    expect(all).toMatchObject([{ action: "other/look" }])
  })
})
