import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { afterAll } from "vitest"
import { z } from "zod"

// The product from outside: a process, its arguments, what it prints and how it ends.

const program = resolve("bin/zhike.mjs")
const places: string[] = []
const running = new Set<ChildProcess>()

afterAll(async () => {
  await Promise.all([...running].map((child) => end(child, "SIGTERM")))
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

/** A place of its own for one test file's data; gone afterwards. */
export function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), "zhike-journey-"))
  // Walkable for the account that runs PostgreSQL, or as root the database would live elsewhere.
  chmodSync(place, 0o755)
  places.push(place)
  return place
}

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** The last line of standard output, when the program was asked for JSON. */
  readonly json: unknown
}

export interface Circumstances {
  readonly data: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs one command to its end and never fails for what the command says. */
export async function zhike(args: readonly string[], circumstances: Circumstances): Promise<Ended> {
  const child = launch(args, circumstances)
  const [out, err] = [collect(child.stdout), collect(child.stderr)]
  const code = await exitOf(child)
  const text = await out
  return { code, out: text, err: await err, json: lastJson(text) }
}

/** Runs a command that must succeed; its JSON answer in the given shape. */
export async function answerOf<Shape extends z.ZodType>(
  shape: Shape,
  args: readonly string[],
  circumstances: Circumstances,
): Promise<z.infer<Shape>> {
  const ended = await zhike([...args, "--json"], circumstances)
  if (ended.code !== 0) throw new Error(`zhike ${args[0]} ended with ${ended.code}: ${ended.err}`)
  return shape.parse(ended.json)
}

export interface Running {
  readonly url: string
  readonly link: string
  readonly child: ChildProcess
  /** All that it wrote to standard error so far. */
  logged(): string
  /** SIGTERM, as a service manager does; the exit code. */
  stop(): Promise<number | null>
  /** kill -9, as a power cut does to a program. */
  kill(): Promise<void>
}

const Started = z.looseObject({ url: z.string(), link: z.string() })

/** Starts the server and waits until it says where it is. */
export async function startServer(
  circumstances: Circumstances,
  command: readonly string[] = ["start"],
): Promise<Running> {
  const child = launch([...command, "--port", "0", "--json"], circumstances)
  let log = ""
  child.stderr.on("data", (piece: Buffer) => {
    log += piece.toString()
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const said = Started.safeParse(parsed(line))
    if (said.success) return runningOf(child, { ...said.data, logged: () => log })
  }
  throw new Error(`the server ended before it said where it is: ${log}`)
}

function runningOf(
  child: ChildProcess,
  { url, link, logged }: Pick<Running, "url" | "link" | "logged">,
): Running {
  child.stdout?.resume()
  return {
    url,
    link,
    child,
    logged,
    stop: () => end(child, "SIGTERM"),
    kill: async () => {
      await end(child, "SIGKILL")
    },
  }
}

function launch(args: readonly string[], { data, env = {} }: Circumstances) {
  const child = spawn(process.execPath, [program, ...args, "--data", data], {
    env: { ...process.env, LANG: "en_US.UTF-8", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  running.add(child)
  child.once("exit", () => running.delete(child))
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill(signal)
  return exitOf(child)
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
  return child.exitCode
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ""
  for await (const piece of stream) text += String(piece)
  return text
}

function lastJson(text: string): unknown {
  return parsed(text.trimEnd().split("\n").at(-1) ?? "")
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
