import { spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { cpus, tmpdir, totalmem } from "node:os"
import { basename, join, resolve } from "node:path"

export interface Measured {
  readonly seconds: number
  readonly code: number | null
  readonly json: unknown
  /** Sum of the proportional set sizes of the program and its database, at its highest. */
  readonly peakMiB: number
  /** Resident memory of the program alone, at its highest. Linux only; elsewhere 0. */
  readonly programMiB: number
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
  let programMiB = 0
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, restingMiB(data))
    programMiB = Math.max(programMiB, highestMiB(child.pid))
  }, 250)
  let out = ""
  child.stdout.on("data", (piece: Buffer) => {
    out += piece.toString()
  })
  await once(child, "close")
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  const peaks = { peakMiB: Math.round(peakMiB), programMiB: Math.round(programMiB) }
  return { seconds, code: child.exitCode, json: lastJson(out), ...peaks }
}

/** The kernel keeps the highest resident size of a process. */
function highestMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8")
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0 // it ended while we looked
  }
}

/**
 * Proportional set size of the processes that work on a data directory: those that name it, and their
 * children (PostgreSQL's name nothing). Linux only; elsewhere 0.
 */
export function restingMiB(data: string): number {
  const { program, database } = heldMiB(data)
  return program + database
}

/** The same, the program and PostgreSQL each for itself. */
export function heldMiB(data: string): { readonly program: number; readonly database: number } {
  const processes = globSync("/proc/[0-9]*").flatMap((place) => processAt(place) ?? [])
  const ours = new Set<number>()
  for (const { pid, command } of processes) if (command.includes(data)) ours.add(pid)
  for (let before = 0; before !== ours.size;) {
    before = ours.size
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid)
  }
  ours.delete(process.pid)
  const held = { program: 0, database: 0 }
  for (const { pid, command } of processes) {
    if (!ours.has(pid)) continue
    held[/postgres/.test(command) ? "database" : "program"] += kibibytesOf(pid) / 1024
  }
  return held
}

function processAt(place: string) {
  try {
    const command = readFileSync(join(place, "cmdline"), "utf8")
    const parent = /\) \S (\d+)/.exec(readFileSync(join(place, "stat"), "utf8"))?.[1]
    return { pid: Number(basename(place)), parent: Number(parent), command }
  } catch {
    return undefined // it ended while we looked
  }
}

function kibibytesOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  } catch {
    return 0
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
  // Walkable for the account that runs PostgreSQL, or as root the database would live elsewhere.
  chmodSync(place, 0o755)
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
