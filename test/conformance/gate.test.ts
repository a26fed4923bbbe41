import { describe, expect, test } from "vitest"
import { permissions, type Gate } from "#kernel"
import { ownerOf, permissionGate, randomKeys, sealerOf } from "#govern"

const owner = ownerOf(sealerOf(randomKeys()))
const adapters: readonly { readonly name: string; readonly gate: Gate }[] = [
  { name: "by permissions", gate: permissionGate },
]

describe.each(adapters)("Gate: $name", ({ gate }) => {
  test.each(permissions)("the owner may %s", async (permission) => {
    await expect(gate.admit({ principal: owner, permission })).resolves.toBeUndefined()
  })

  test.each(permissions)(
    "whoever lacks only %s is refused it, and nothing else",
    async (missing) => {
      const principal = {
        ...owner,
        permissions: permissions.filter((permission) => permission !== missing),
      }
      const answers = await Promise.allSettled(
        permissions.map((permission) => gate.admit({ principal, permission })),
      )
      expect(answers.map(({ status }) => status)).toEqual(
        permissions.map((permission) => (permission === missing ? "rejected" : "fulfilled")),
      )
      expect(answers[permissions.indexOf(missing)]).toMatchObject({
        reason: { code: "gate/refused", facts: { permission: missing } },
      })
    },
  )

  test("a refusal comes as a rejected promise, so that nobody forgets to wait for it", async () => {
    const nobody = { ...owner, permissions: [] }
    const asked = gate.admit({ principal: nobody, permission: "customer/read" })
    await expect(asked).rejects.toMatchObject({ textKey: "failure.gate/refused" })
  })
})
