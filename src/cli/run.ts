import { resolve } from "node:path"
import { ORPCError } from "@orpc/client"
import { Failure } from "#kernel"
import { isTextKey } from "#text"
import { isUsageFailure, type Command } from "./command.ts"
import { commands } from "./commands.ts"
import { helpOf, overview } from "./help.ts"
import { localeLanguage } from "./locale.ts"
import { openTerminal, type Terminal } from "./terminal.ts"

const ok = 0
const failed = 1
const wrongUsage = 2
const interrupted = 130

/** Runs one command line. @returns the exit code */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const stop = new AbortController()
  const terminal = openTerminal({
    language: localeLanguage(optionOf(args, "lang"), env),
    json: args.includes("--json"),
    dataDir: resolve(optionOf(args, "data") ?? env["ZHIKE_DATA"] ?? ".zhike"),
    signal: stop.signal,
  })
  const end = () => stop.abort()
  process.on("SIGINT", end).on("SIGTERM", end)
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (stop.signal.aborted) return interrupted
    return report(error, terminal)
  } finally {
    terminal.progress()
    process.off("SIGINT", end).off("SIGTERM", end)
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = "help", ...rest] = args
  if (name === "--version" || name === "version") return writeVersion()
  const command = commands.find((each) => each.name === name)
  if (command !== undefined) return runCommand(command, rest, terminal)
  if (!["help", "--help", "-h"].includes(name)) throw new Failure("cli/unknown-command", { name })
  const [topic] = rest
  const about = commands.find((each) => each.name === topic)
  return write(about === undefined ? overview(terminal) : helpOf(about, terminal))
}

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) return write(helpOf(command, terminal))
  return command.run(args, terminal)
}

async function writeVersion(): Promise<number> {
  const { version } = await import("#server")
  return write(version())
}

function write(text: string): number {
  process.stdout.write(`${text}\n`)
  return ok
}

/** Says what went wrong in one sentence; the whole of it only for what nobody foresaw. */
function report(error: unknown, terminal: Terminal): number {
  const { code, detail, data } = troubleOf(error, terminal)
  terminal.note(detail)
  terminal.answer({ error: { code, detail, data } })
  if (code === "cli/unexpected" && process.env["ZHIKE_LOG_ERRORS"] === "full") {
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  return error instanceof Failure && isUsageFailure(error) ? wrongUsage : failed
}

function troubleOf(error: unknown, terminal: Terminal) {
  if (error instanceof ORPCError) {
    return { code: String(error.code), detail: error.message, data: error.data }
  }
  if (!(error instanceof Failure)) {
    return { code: "cli/unexpected", detail: terminal.say("failure.cli/unexpected"), data: {} }
  }
  const { code, facts, textKey } = error
  return { code, detail: isTextKey(textKey) ? terminal.say(textKey, facts) : code, data: facts }
}

/** Options that must be known before the command is: its own parser reads them again, strictly. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const place = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
  const found = args[place]
  if (found === undefined) return undefined
  return found.includes("=") ? found.slice(found.indexOf("=") + 1) : args[place + 1]
}
