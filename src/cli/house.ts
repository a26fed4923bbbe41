import { createWriteStream } from "node:fs"
import { rename, rm } from "node:fs/promises"
import type { IncomingMessage } from "node:http"
import { pipeline } from "node:stream/promises"
import { clientOf, headersOf, problemError, type Client, type Place } from "./client.ts"
import { callHttp, readText, type Call } from "./http-call.ts"
import type { Terminal } from "./terminal.ts"

/** The application, as a command works with it. */
export interface House {
  readonly api: Client
  /** A streaming route beside the contract. @throws ORPCError the problem it answers */
  stream(call: StreamCall): Promise<IncomingMessage>
  /** Like `stream`, into a file that appears when it is whole. */
  save(call: StreamCall, file: string): Promise<void>
}

export interface StreamCall extends Pick<Call, "method" | "body"> {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Works beside the running server; if none runs, starts the application within this program, without
 * the page, and stops it at the end.
 */
export async function withHouse<Result>(
  terminal: Terminal,
  work: (house: House) => Promise<Result>,
): Promise<Result> {
  const { dataDir, language, signal } = terminal
  // Loaded when it is needed: it brings the whole house along.
  const { findRunning, startApplication } = await import("#server")
  const running = await findRunning(dataDir)
  if (running !== undefined) return work(houseAt({ ...running, language }, signal))
  const application = await startApplication({
    dataDir,
    databaseUrl: process.env["DATABASE_URL"],
    host: "127.0.0.1",
    ports: [0],
    serveWeb: false,
    announce: false,
    log: false,
  })
  try {
    signal.throwIfAborted()
    return await work(houseAt({ ...application, language }, signal))
  } finally {
    await application.close()
  }
}

/** The application at an address. */
export function houseAt(place: Place, signal: AbortSignal): House {
  const stream = async ({ path, headers, ...call }: StreamCall) => {
    const answer = await callHttp({
      ...call,
      url: new URL(path, place.url),
      headers: { ...headersOf(place), ...headers },
      signal,
    })
    if ((answer.statusCode ?? 500) < 400) return answer
    const text = await readText(answer)
    throw problemError(parse(text)) ?? new Error(`answer ${answer.statusCode}`)
  }
  return {
    api: clientOf(place),
    stream,
    save: async (call, file) => {
      const draft = `${file}.part`
      try {
        await pipeline(await stream(call), createWriteStream(draft))
        await rename(draft, file)
      } finally {
        await rm(draft, { force: true })
      }
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not from us: a proxy, or an answer that was cut off.
    return undefined
  }
}
