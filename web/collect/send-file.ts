import { ORPCError } from "@orpc/client"
import { z } from "zod"
import { newKey } from "../client.ts"

/** How a file is to be read, as far as somebody said so; the rest is found out. */
export interface Reading {
  readonly encoding?: "utf-8" | "utf-16le" | "utf-16be" | "gb18030"
  readonly delimiter?: string
  readonly header?: boolean
}

export const contents = ["people", "organisations", "orders"] as const
export type FileContent = (typeof contents)[number]

export interface Sending {
  readonly file: File
  readonly content: FileContent
  readonly reading: Reading
  readonly source?: { readonly name: string; readonly kind: string }
  /** The batch whose rejected rows the file brings again, mended. */
  readonly mends?: string
  readonly signal: AbortSignal
  /** Bytes that have left. */
  readonly onSent: (bytes: number) => void
}

const Answer = z.looseObject({ id: z.int() })
const Problem = z.looseObject({
  code: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  data: z.unknown(),
})

/** Sends a file and answers the number of its batch. Only this old way tells how much has left. */
export function sendFile(sending: Sending): Promise<number> {
  const { file, signal, onSent } = sending
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", "/api/v1/uploads")
    for (const [name, value] of headersOf(sending)) request.setRequestHeader(name, value)
    request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded))
    request.addEventListener("load", () => {
      const answer = Answer.safeParse(parsed(request.responseText))
      if (request.status === 200 && answer.success) resolve(answer.data.id)
      else reject(problemOf(request))
    })
    request.addEventListener("error", () => reject(new Error("unreachable")))
    request.addEventListener("abort", () => reject(signal.reason))
    signal.addEventListener("abort", () => request.abort(), { once: true })
    request.send(file)
  })
}

function headersOf({ file, content, reading, source, mends }: Sending): [string, string][] {
  const said = { ...reading }
  return [
    ["content-type", "application/octet-stream"],
    ["accept-language", document.documentElement.lang],
    ["idempotency-key", newKey()],
    ["x-zhike-file-name", encodeURIComponent(file.name)],
    ["x-zhike-source", encodeURIComponent(source?.name ?? nameOf(file))],
    ["x-zhike-content", content],
    ...(mends === undefined ? [] : [pair("x-zhike-mends", mends)]),
    ...(source === undefined ? [] : [pair("x-zhike-source-kind", source.kind)]),
    ...(source === undefined && content === "orders" ? [pair("x-zhike-source-kind", "order")] : []),
    ...(Object.keys(said).length === 0 ? [] : [pair("x-zhike-dialect", ascii(said))]),
  ]
}

function pair(name: string, value: string): [string, string] {
  return [name, value]
}

/** Headers carry ASCII only; a delimiter may be any sign. */
function ascii(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}

/** Until somebody says otherwise a file speaks for itself: its name without the ending. */
function nameOf({ name }: File): string {
  return name.replace(/\.[a-z]{2,4}$/i, "") || name
}

function problemOf({ responseText, status }: XMLHttpRequest): Error {
  const { data: problem } = Problem.safeParse(parsed(responseText))
  if (problem === undefined) return new ORPCError("server/unexpected", { status })
  return new ORPCError(problem.code, {
    status: problem.status,
    message: problem.detail ?? problem.code,
    data: problem.data,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON did not come from this server's API.
    return undefined
  }
}
