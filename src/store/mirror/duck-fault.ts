import { Failure } from "#kernel"

/** What DuckDB refused, without its words, which may quote what a row holds. */
class DuckFault extends Error {
  override readonly name = "DuckFault"
  /** The kind of error, as DuckDB names it: `IO`, `Conversion`, `Constraint` … */
  readonly kind: string

  constructor(kind: string, error: Error) {
    super(`DuckDB: ${kind} error`)
    this.kind = kind
    const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))
    this.stack = [`${this.name}: ${this.message}`, ...frames].join("\n")
  }
}

const damageKinds = ["IO", "INTERNAL", "FATAL", "Serialization", "Corruption", "Checksum"]

/** Does it say that the file is not what it was, rather than that the statement is wrong? */
export function isDamage(error: unknown): boolean {
  return error instanceof DuckFault && damageKinds.includes(error.kind)
}

/** What an error of DuckDB means to us; anything else stays what it is. */
export function duckFaultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { message } = error
  if (message.includes("Could not set lock on file") || message.includes("already open"))
    return new Failure("store/mirror-locked", { pid: Number(/PID (\d+)/.exec(message)?.[1] ?? 0) })
  if (/No space left|disk is full/iu.test(message))
    return new Failure("store/disk-full", { path: "" })
  const kind = /^([A-Za-z ]+) (?:Error|Exception):/u.exec(message)?.[1]
  return kind === undefined ? error : new DuckFault(kind, error)
}
