import type { OpenAPI } from "@orpc/openapi"
import { say, type Language } from "#text"

const text = { type: "string" } as const
const bytes = {
  "application/octet-stream": { schema: { type: "string", format: "binary" } },
} as const

function header(name: string, required: boolean, example: string) {
  return { name, in: "header", required, schema: text, example } as const
}

/** The three routes that stream and stand beside the contract. */
export function streamingPaths(language: Language): OpenAPI.PathsObject {
  return {
    "/uploads": { post: upload(language) },
    "/batches/{batch}/rejected.csv": { get: rejected(language) },
    "/exports": { post: exporting(language) },
  }
}

function upload(language: Language) {
  const answer = { "application/json": { schema: { type: "object" } } } as const
  return {
    operationId: "upload",
    summary: say(language, "operation.upload"),
    tags: ["batch"],
    parameters: [
      header("Idempotency-Key", true, "8e03978e-40d5-43e8-bc93-6894a57f9324"),
      header("X-Zhike-File-Name", true, encodeURIComponent("会员.csv")),
      header("X-Zhike-Source", false, encodeURIComponent("门店会员")),
      header("X-Zhike-Source-Kind", false, "file"),
      header("X-Zhike-Dialect", false, '{"encoding":"gb18030","delimiter":","}'),
    ],
    requestBody: { required: true, content: bytes },
    responses: { "200": { description: "Batch", content: answer } },
  }
}

function rejected(language: Language) {
  return {
    operationId: "rejected",
    summary: say(language, "operation.rejected"),
    tags: ["batch"],
    parameters: [
      {
        name: "batch",
        in: "path" as const,
        required: true,
        schema: { type: "integer" as const },
        example: 12,
      },
    ],
    responses: { "200": { description: "CSV", content: { "text/csv": { schema: text } } } },
  }
}

function exporting(language: Language) {
  const example = { what: "customers", format: "csv", reveal: false }
  const content = { "application/json": { schema: { type: "object" }, example } } as const
  const answer = { "text/csv": { schema: text }, "application/jsonl": { schema: text } }
  return {
    operationId: "export",
    summary: say(language, "operation.export"),
    tags: ["customer"],
    requestBody: { required: true, content },
    responses: { "200": { description: "CSV | JSON Lines", content: answer } },
  }
}
