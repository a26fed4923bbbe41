import { spawn, type ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"

// The product from outside, as one who kills it sees it: a process, an address, a data directory.

export interface Product {
  readonly data: string
  readonly url: string
  readonly pid: number
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>
  /** SIGTERM, and waits. */
  readonly stop: () => Promise<void>
  /** kill -9 of the program; its database stays. */
  readonly kill: () => Promise<void>
}

const running = new Map<ChildProcess, string>()

/** Ends whatever was started and still runs, the databases too: after a failure nothing may stay behind. */
export async function endEverything(): Promise<void> {
  for (const [child, data] of running) {
    child.kill("SIGKILL")
    const postmaster = postmasterOf(data)
    if (postmaster !== undefined) process.kill(postmaster, "SIGINT")
    await sleep(postmaster === undefined ? 0 : 3_000)
  }
}

const Started = z.looseObject({ url: z.string() })

export async function startProduct(data: string): Promise<Product> {
  const program = resolve("bin/zhike.mjs")
  const child = spawn(
    process.execPath,
    [program, "start", "--port", "0", "--json", "--data", data],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  running.set(child, data)
  child.once("exit", () => running.delete(child))
  let log = ""
  child.stderr.on("data", (piece: Buffer) => {
    log = (log + piece.toString()).slice(-20_000)
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, "exit")
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const said = Started.safeParse(parsed(line))
    if (!said.success || child.pid === undefined) continue
    child.stdout.resume()
    const { url } = said.data
    const token = readFileSync(join(data, "owner-token"), "utf8").trim()
    return {
      data,
      url,
      pid: child.pid,
      call: (method, path, body) => callAt({ url, token }, { method, path, body }),
      stop: () => end("SIGTERM"),
      kill: () => end("SIGKILL"),
    }
  }
  throw new Error(`the product ended before it said where it is: ${log}`)
}

interface Call {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

async function callAt(
  { url, token }: { readonly url: string; readonly token: string },
  { method, path, body }: Call,
): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
  return parsed(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a file; answers the number of its batch. */
export async function upload(
  { url, data }: Product,
  file: string,
  content: "people" | "orders",
): Promise<number> {
  const token = readFileSync(join(data, "owner-token"), "utf8").trim()
  const answer = await fetch(`${url}/api/v1/uploads`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/octet-stream",
      "idempotency-key": randomUUID(),
      "x-zhike-file-name": "people.csv",
      "x-zhike-source": "bench",
      "x-zhike-content": content,
    },
    body: readFileSync(file),
  })
  return z.looseObject({ id: z.int() }).parse(await answer.json()).id
}

const Batch = z.looseObject({
  state: z.string(),
  tally: z.looseObject({ read: z.int(), accepted: z.int(), rejected: z.int() }),
  plan: z.record(z.string(), z.unknown()),
})

export async function readBatch({ call }: Product, batch: number): Promise<z.infer<typeof Batch>> {
  return Batch.parse(await call("GET", `/batches/${batch}`))
}

/** The server process of the product's own database; `undefined` while none runs. */
export function postmasterOf(data: string): number | undefined {
  try {
    const [pid] = readFileSync(join(data, "postgres", "cluster", "postmaster.pid"), "utf8").split(
      "\n",
    )
    const number = Number(pid)
    process.kill(number, 0)
    return number
  } catch {
    return undefined // no file, or a file that a kill left behind
  }
}

/** Asks until it is so. A patience that is at its end is a failure. */
export async function until(
  what: string,
  ask: () => Promise<boolean>,
  patienceMs = 600_000,
): Promise<void> {
  for (const began = Date.now(); ;) {
    if (await ask().catch(() => false)) return
    if (Date.now() - began > patienceMs) throw new Error(`never ${what}`)
    await sleep(50)
  }
}
