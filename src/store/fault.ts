import { DatabaseError } from "pg"
import { Failure } from "#kernel"

/**
 * What the database refused, without its words: they may quote what a row holds.
 * Not a Failure: nobody outside can act on it.
 */
class DatabaseFault extends Error {
  override readonly name = "DatabaseFault"
  /** SQLSTATE, e.g. 23505. */
  readonly state: string
  readonly table: string | undefined
  readonly constraint: string | undefined

  constructor(error: DatabaseError) {
    super(sentenceOf(error))
    this.state = error.code ?? ""
    this.table = error.table
    this.constraint = error.constraint
    // Where it was thrown; the first line would repeat the words of the database.
    const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))
    this.stack = [`${this.name}: ${this.message}`, ...frames].join("\n")
  }
}

/** What an error of the driver means to us; anything else stays what it is. */
export function faultOf(error: unknown): unknown {
  if (error instanceof DatabaseError) return ofDatabase(error)
  if (error instanceof Error && isLostConnection(error)) {
    return new Failure("store/connection-lost", {}, { cause: error })
  }
  return error
}

function ofDatabase(error: DatabaseError): Error {
  const state = error.code ?? ""
  if (state === "53100") return new Failure("store/disk-full", { path: "" })
  if (state === "53300") return new Failure("store/too-many-connections")
  if (state === "25006") return new Failure("store/read-only")
  if (state.startsWith("57P") || state.startsWith("08")) return new Failure("store/connection-lost")
  return new DatabaseFault(error)
}

/** Errors of data (22) and of constraints (23) quote values; those of grammar and rights quote names. */
function sentenceOf(error: DatabaseError): string {
  const state = error.code ?? "?"
  const quotes = state.startsWith("22") || state.startsWith("23") || state.startsWith("P0")
  const place = [error.table, error.constraint].filter((part) => part !== undefined).join(" ")
  return `PostgreSQL ${state}${place === "" ? "" : ` on ${place}`}${quotes ? "" : `: ${error.message}`}`
}

const lostCodes = ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]

function isLostConnection(error: Error): boolean {
  if ("code" in error && "syscall" in error) return lostCodes.includes(String(error.code))
  return /^(?:Connection terminated|Client has encountered a connection error)/u.test(error.message)
}
