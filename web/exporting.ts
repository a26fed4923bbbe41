import { ORPCError } from "@orpc/client"
import type { ExportFormat, ExportPurpose, Question } from "#contract"
import { newKey } from "./client.ts"

/** In the order in which they are offered. */
export const offeredFormats = [
  "xlsx",
  "csv",
  "parquet",
  "jsonl",
] as const satisfies readonly ExportFormat[]

/** Which customers go out, what of them, and as what. */
export interface Exporting {
  readonly format: ExportFormat
  readonly columns: readonly string[]
  readonly sort: string
  readonly kept?: string | undefined
  readonly question?: Question | undefined
  readonly search?: string | undefined
  readonly reveal: boolean
  readonly purpose: ExportPurpose
}

interface Following {
  readonly signal: AbortSignal
  /** Bytes that have come. */
  readonly onBytes: (bytes: number) => void
}

/**
 * The file, piece by piece: what it comes to is told while it comes, and it can be given up.
 * @throws ORPCError the problem that the server answers
 */
export async function fetchExport(
  exporting: Exporting,
  { signal, onBytes }: Following,
): Promise<Blob> {
  const answer = await fetch("/api/v1/exports", {
    method: "POST",
    signal,
    headers: {
      "content-type": "application/json",
      "accept-language": document.documentElement.lang,
      "idempotency-key": newKey(),
    },
    body: JSON.stringify({
      what: "customers",
      ...exporting,
      words: exporting.format !== "parquet",
      mark: exporting.format === "csv",
    }),
  })
  if (!answer.ok) throw await problemOf(answer)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = answer.body?.getReader()
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    parts.push(read.value)
    bytes += read.value.length
    onBytes(bytes)
  }
  return new Blob(parts, { type: answer.headers.get("content-type") ?? "" })
}

async function problemOf(answer: Response): Promise<ORPCError<string, unknown>> {
  const body: unknown = await answer.json().catch(() => undefined)
  const has = (name: string) =>
    typeof body === "object" && body !== null && name in body ? Reflect.get(body, name) : undefined
  const code: unknown = has("code")
  return new ORPCError(typeof code === "string" ? code : "server/unexpected", {
    status: answer.status,
    data: has("data"),
  })
}
