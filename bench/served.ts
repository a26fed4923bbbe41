import { spawn } from "node:child_process"
import { once } from "node:events"
import { openAsBlob, readFileSync } from "node:fs"
import { randomUUID } from "node:crypto"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"

const ServerFile = z.looseObject({ url: z.string() })

/** The program, running on a data directory. */
export interface Served {
  readonly url: string
  readonly pid: number
  /** Seconds from the command to the first answer. */
  readonly seconds: number
  get(path: string): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
  /** A request that changes something, once. */
  change(method: string, path: string, body: unknown): Promise<unknown>
  /** Sends a file. */
  upload(file: string, said: Readonly<Record<string, string>>): Promise<unknown>
  end(): Promise<void>
}

interface Asking extends Omit<RequestInit, "headers"> {
  readonly headers?: Readonly<Record<string, string>>
}

/** Starts the program as a user would and waits until it answers. */
export async function serve(data: string): Promise<Served> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [resolve("bin/zhike.mjs"), "start", "--port", "0", "--data", data],
    { stdio: ["ignore", "ignore", "ignore"] },
  )
  const url = await answering(data, child.pid ?? 0)
  const seconds = (performance.now() - began) / 1000
  const token = readFileSync(join(data, "owner-token"), "utf8").trim()
  const ask = async (path: string, more: Asking = {}) => {
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      ...more.headers,
    }
    const answer = await fetch(`${url}/api/v1${path}`, { ...more, headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const body: unknown = await answer.json()
    return body
  }
  return {
    url,
    seconds,
    pid: child.pid ?? 0,
    get: (path) => ask(path),
    post: (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) }),
    change: (method, path, body) =>
      ask(path, {
        method,
        body: JSON.stringify(body),
        headers: { "Idempotency-Key": randomUUID() },
      }),
    upload: async (file, said) => {
      const headers = { "Idempotency-Key": randomUUID(), "Content-Type": "text/csv", ...said }
      return ask("/uploads", { method: "POST", body: await openAsBlob(file), headers })
    },
    end: async () => {
      child.kill("SIGTERM")
      await once(child, "close")
    },
  }
}

async function answering(data: string, pid: number): Promise<string> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const url = addressIn(data, pid)
    const answer =
      url === undefined ? undefined : await fetch(`${url}/readyz`).catch(() => undefined)
    if (url !== undefined && answer?.ok === true) return url
    await sleep(25)
  }
  throw new Error("the program does not answer")
}

/** A file that a killed program left does not count. */
function addressIn(data: string, pid: number): string | undefined {
  try {
    const file: unknown = JSON.parse(readFileSync(join(data, "server.json"), "utf8"))
    const { url } = ServerFile.extend({ pid: z.literal(pid) }).parse(file)
    return url
  } catch {
    return undefined
  }
}
