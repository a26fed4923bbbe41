import { OpenAPIGenerator, type OpenAPI } from "@orpc/openapi"
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4"
import { z } from "zod"
import {
  Batch,
  Candidate,
  Composition,
  contract,
  CustomerPage,
  CustomerRow,
  examples,
  JoinLink,
  Member,
  Note,
  operations,
  Plan,
  Provenance,
  Question,
  Rfm,
  Source,
  Task,
  TimelineEvent,
  Trends,
  type Operation,
} from "#contract"
import { isTextKey, say, type Language } from "#text"
import { problemType } from "../http/problem.ts"
import { apiPrefix } from "./prefix.ts"
import { streamingPaths } from "./streaming-paths.ts"

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  defined: z.boolean(),
  request: z.string(),
})

/** Shapes that stand once and are pointed to. */
const sharedSchemas = {
  Problem: { schema: Problem },
  Question: { schema: Question },
  Plan: { schema: Plan },
  Batch: { schema: Batch, strategy: "output" },
  Source: { schema: Source, strategy: "output" },
  CustomerRow: { schema: CustomerRow, strategy: "output" },
  CustomerPage: { schema: CustomerPage, strategy: "output" },
  Member: { schema: Member, strategy: "output" },
  Provenance: { schema: Provenance, strategy: "output" },
  Candidate: { schema: Candidate, strategy: "output" },
  JoinLink: { schema: JoinLink, strategy: "output" },
  Note: { schema: Note, strategy: "output" },
  Task: { schema: Task, strategy: "output" },
  TimelineEvent: { schema: TimelineEvent, strategy: "output" },
  Rfm: { schema: Rfm, strategy: "output" },
  Composition: { schema: Composition, strategy: "output" },
  Trends: { schema: Trends, strategy: "output" },
} as const

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  schema: { type: "string", minLength: 8, maxLength: 200 },
  example: "8e03978e-40d5-43e8-bc93-6894a57f9324",
} as const

/** The API as OpenAPI 3.1, with an example for each operation, described in a reader's language. */
export async function openApiDocument(language: Language): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: say(language, "page.title"),
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: apiPrefix }],
    security: [{ owner: [] }],
    commonSchemas: sharedSchemas,
    components: { securitySchemes: { owner: { type: "http", scheme: "bearer" } } },
    customErrorResponseBodySchema: () => ({ $ref: "#/components/schemas/Problem" }),
  })
  for (const operation of operations) complete(document, operation, language)
  return { ...document, paths: { ...document.paths, ...streamingPaths(language) } }
}

/** What the schemas alone do not say. */
function complete(document: OpenAPI.Document, operation: Operation, language: Language): void {
  const { name, path, method, permission, mutates } = operation
  const item = document.paths?.[path]
  const found = Object.entries(item ?? {}).find(([verb]) => verb === method.toLowerCase())?.[1]
  if (typeof found !== "object" || found === null || Array.isArray(found)) return
  const key = `operation.${name}`
  Object.assign(found, {
    ...(isTextKey(key) ? { summary: say(language, key) } : {}),
    "x-permission": permission,
    ...("parameters" in found || mutates
      ? { parameters: [...parametersOf(found, name), ...(mutates ? [idempotencyKey] : [])] }
      : {}),
  })
  if ("requestBody" in found) addExample(found.requestBody, bodyExample(name, path, method))
  if ("responses" in found) completeResponses(found.responses, operation)
}

function parametersOf(found: object, name: string): readonly unknown[] {
  if (!("parameters" in found) || !Array.isArray(found.parameters)) return []
  const input = new Map(Object.entries(examples[name]?.input ?? {}))
  return found.parameters.map((parameter: unknown) => {
    const { data } = z.looseObject({ name: z.string() }).safeParse(parameter)
    const example = data === undefined ? undefined : input.get(data.name)
    return example === undefined ? parameter : { ...data, example }
  })
}

/** The input without what stands in the path. */
function bodyExample(name: string, path: string, method: string): unknown {
  if (method === "GET") return undefined
  const input = Object.entries(examples[name]?.input ?? {})
  return Object.fromEntries(input.filter(([field]) => !path.includes(`{${field}}`)))
}

function completeResponses(responses: unknown, { name, failures }: Operation): void {
  for (const [status, response] of Object.entries(Object(responses))) {
    if (Number(status) < 400) {
      addExample(response, examples[name]?.output)
      continue
    }
    const codes = Object.entries(failures).filter(([, declared]) => declared === Number(status))
    const content = { [problemType]: { schema: { $ref: "#/components/schemas/Problem" } } }
    const description = codes.map(([code]) => code).join(", ")
    Object.assign(Object(response), { description, content })
  }
}

function addExample(part: unknown, example: unknown): void {
  const { data } = z.looseObject({ content: z.record(z.string(), z.unknown()) }).safeParse(part)
  if (data === undefined || example === undefined) return
  for (const media of Object.values(data.content)) Object.assign(Object(media), { example })
}
