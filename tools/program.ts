import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"

/** A program of node_modules: right if it ends with 0, else its whole output is the finding. */
export async function faultsOf(
  program: string,
  words: readonly string[],
): Promise<readonly string[]> {
  const { code, output } = await collect(program, words)
  return code === 0 ? [] : [output.trim() === "" ? `${program} ended with ${code}` : output.trim()]
}

/** Runs with the terminal's own output; gives the exit code, or 1 for an end by signal. */
export function show(program: string, words: readonly string[]): Promise<number> {
  const child = spawn(placeOf(program), words, { stdio: ["ignore", "inherit", "inherit"] })
  return endOf(child)
}

async function collect(program: string, words: readonly string[]) {
  const child = spawn(placeOf(program), words, { stdio: ["ignore", "pipe", "pipe"] })
  const parts: string[] = []
  child.stdout.setEncoding("utf8").on("data", (part: string) => parts.push(part))
  child.stderr.setEncoding("utf8").on("data", (part: string) => parts.push(part))
  return { code: await endOf(child), output: parts.join("") }
}

/** Whoever stops us stops what we started, and nothing is started after it. */
function endOf(child: ReturnType<typeof spawn>): Promise<number> {
  let isStopped = false
  const stop = () => {
    isStopped = true
    child.kill("SIGTERM")
  }
  process.on("SIGTERM", stop).on("SIGINT", stop)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      process.off("SIGTERM", stop).off("SIGINT", stop)
      if (isStopped) process.exit(1)
      resolve(code ?? 1)
    })
  })
}

function placeOf(program: string): string {
  const place = join("node_modules", ".bin", program)
  if (!existsSync(place)) throw new Error(`${place} is missing: run npm ci`)
  return process.platform === "win32" ? `${place}.cmd` : place
}
