import type { AnySchema } from "@orpc/contract"
import { describe, expect, test } from "vitest"
import { isTextKey } from "#text"
import { Batch, contract, examples, operations } from "./index.ts"

const declared = Object.entries(contract).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => ({ name: `${noun}.${verb}`, operation })),
)

describe.each(declared)("$name", ({ name, operation }) => {
  const { meta, route, inputSchema, outputSchema, errorMap } = operation["~orpc"]
  const example = examples[name]

  test("names the permission it needs, and says that it may be refused", () => {
    expect(meta.permission).toBeDefined()
    expect(errorMap).toHaveProperty(["gate/refused"])
  })

  test("has a text", () => {
    expect(isTextKey(`operation.${name}`)).toBe(true)
  })

  test("changes something exactly if its method is not one of reading", () => {
    const searches = ["customer.search", "customer.count", "customer.check"]
    expect(meta.mutates).toBe(route.method !== "GET" && !searches.includes(name))
    expect(Object.hasOwn(errorMap, "store/idempotency-mismatch")).toBe(meta.mutates)
  })

  test("accepts the example of its input, and refuses it with a field nobody declared", async () => {
    const more = { ...example?.input, nobodyDeclaredThis: 1 }
    const tried = await Promise.all(
      [example?.input, more].map((input) => isAccepted(inputSchema, input)),
    )
    expect(tried).toEqual(inputSchema === undefined ? ["no schema", "no schema"] : [true, false])
  })

  test("gives what its example shows", async () => {
    const streams = name === "batch.progress"
    expect(await isAccepted(streams ? Batch : outputSchema, example?.output)).toBe(true)
  })
})

async function isAccepted(schema: AnySchema | undefined, value: unknown) {
  if (schema === undefined) return "no schema"
  const { issues } = await schema["~standard"].validate(value)
  return issues === undefined
}

test("every example belongs to an operation", () => {
  expect(Object.keys(examples).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
})

test("no two operations answer the same address", () => {
  const addresses = operations.map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, "*")}`,
  )
  expect(new Set(addresses).size).toBe(addresses.length)
})

test("every failure that an operation declares has a status of a client's mistake", () => {
  const statuses = operations.flatMap(({ failures }) => Object.values(failures))
  expect(statuses.filter((status) => status < 400 || status > 499)).toEqual([])
})
