/** One line of the log. Patterns, codes and durations: no address, no name, no text of an error. */
export interface LogLine {
  readonly event: string
  readonly [fact: string]: string | number | boolean | undefined
}

export type Log = (line: LogLine) => void

/** JSON lines on standard error. */
export const stderrLog: Log = (line) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`)
}

/** For a command that answers by itself. */
export const silentLog: Log = () => undefined

/**
 * Where a bug was, without what it said: messages of errors quote values.
 * Set ZHIKE_LOG_ERRORS=full on a machine without real customers to see all of it.
 */
export function traceOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error }
  if (process.env["ZHIKE_LOG_ERRORS"] === "full") return { error: error.stack ?? error.message }
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line))
  const code = "code" in error ? { code: String(error.code) } : {}
  return {
    error: error.name,
    ...code,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(" < "),
  }
}
