import { open, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { openOwnerToken } from "#govern"

/** Where a running server can be reached. Lies in the data directory, readable by its owner alone. */
const ServerFile = z.strictObject({
  url: z.url(),
  pid: z.int().positive(),
  /** Milliseconds since 1970. */
  started: z.int(),
})
export type ServerFile = z.infer<typeof ServerFile>

function pathIn(directory: string): string {
  return join(directory, "server.json")
}

/** The server that runs on a data directory; `undefined` if none does. A file that a kill left behind counts as none. */
export async function findServer(directory: string): Promise<ServerFile | undefined> {
  const text = await readFile(pathIn(directory), "utf8").catch(() => undefined)
  if (text === undefined) return undefined
  const { data } = ServerFile.safeParse(parse(text))
  return data !== undefined && isRunning(data.pid) && (await answers(data)) ? data : undefined
}

/** How the command line reaches the server that runs on a data directory; `undefined` if none does. */
export async function findRunning(
  directory: string,
): Promise<{ readonly url: string; readonly token: string } | undefined> {
  const server = await findServer(directory)
  if (server === undefined) return undefined
  return { url: server.url, token: await openOwnerToken(directory) }
}

/** Says that we run here. Two that start at once: the second finds the first. */
export async function placeServerFile(directory: string, server: ServerFile): Promise<boolean> {
  const path = pathIn(directory)
  try {
    const file = await open(path, "wx", 0o600)
    try {
      await file.writeFile(`${JSON.stringify(server)}\n`)
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
    return false
  }
}

/** Takes the file away; with a process number only if it is of that process. */
export async function removeServerFile(directory: string, pid?: number): Promise<void> {
  const text = await readFile(pathIn(directory), "utf8").catch(() => "")
  const { data } = ServerFile.safeParse(parse(text))
  if (pid === undefined || data?.pid === pid) await rm(pathIn(directory), { force: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Half a file, from a program that was killed while it wrote.
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** The process number may have gone to another program since: only the address can tell. */
async function answers({ url, started }: ServerFile): Promise<boolean> {
  try {
    const answer = await fetch(new URL("/healthz", url), { signal: AbortSignal.timeout(2000) })
    const { data } = Health.safeParse(await answer.json())
    return data?.started === started
  } catch {
    // Nobody listens there.
    return false
  }
}

const Health = z.looseObject({ started: z.int() })
