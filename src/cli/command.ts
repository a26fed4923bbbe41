import { parseArgs } from "node:util"
import { Failure } from "#kernel"
import type { TextKey } from "#text"
import type { Terminal } from "./terminal.ts"

/** `text` takes a value, `flag` does not. */
export type OptionKind = "text" | "flag"

export interface Declaration<Name extends string> {
  readonly name: string
  /** What stands behind the name, as in the manual: `FILE --source NAME [--dry-run]`. */
  readonly usage: string
  readonly summary: TextKey
  /** Names of the arguments that are not options. A `?` at the end: may be missing; a `…`: one or more. */
  readonly takes?: readonly string[]
  readonly options: Readonly<Record<Name, OptionKind>>
  /** @returns the exit code */
  readonly run: (given: Given<Name | SharedOption>, terminal: Terminal) => Promise<number>
}

/** One command of the program. */
export interface Command {
  readonly name: string
  readonly usage: string
  readonly summary: TextKey
  readonly options: Readonly<Record<string, OptionKind>>
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}

/** What was written behind the command's name. */
export interface Given<Name extends string> {
  text(name: Name): string | undefined
  /** @throws Failure "cli/missing-option" */
  required(name: Name): string
  flag(name: Name): boolean
  /** A whole number of at least 1. @throws Failure "cli/option-value" */
  whole(name: Name): number | undefined
  /** A port; 0 is any that is free. @throws Failure "cli/option-value" */
  port(name: Name): number | undefined
  /** One of the words. @throws Failure "cli/option-value" */
  oneOf<Word extends string>(name: Name, words: readonly Word[]): Word | undefined
  /** The argument in that place. */
  argument(place: number): string | undefined
  /** The arguments from that place on. */
  argumentsFrom(place: number): readonly string[]
}

/** Every command has these. */
export const sharedOptions = { data: "text", json: "flag", lang: "text", help: "flag" } as const
export type SharedOption = keyof typeof sharedOptions

/** A command from what is said of it. */
export function defineCommand<const Name extends string>(declaration: Declaration<Name>): Command {
  const { name, usage, summary, options, takes = [] } = declaration
  return {
    name,
    usage,
    summary,
    options,
    run: async (args, terminal) => {
      const { values, positionals } = parse(args, { ...sharedOptions, ...options })
      checkArguments(takes, positionals)
      return declaration.run(givenOf(values, positionals), terminal)
    },
  }
}

type Values = Readonly<Record<string, string | boolean | undefined>>

function parse(args: readonly string[], options: Readonly<Record<string, OptionKind>>) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, kind]) => [name, { type: typeOf(kind) }]),
  )
  try {
    return parseArgs({ args: [...args], options: config, strict: true, allowPositionals: true })
  } catch (error) {
    throw usageFailure(error)
  }
}

function typeOf(kind: OptionKind): "string" | "boolean" {
  return kind === "text" ? "string" : "boolean"
}

/** Node says what is wrong in English; all that is of use in it is which option it means. */
function usageFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error
  const option = /'(-{1,2}[^' ]+)/.exec(error.message)?.[1] ?? ""
  if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
    return new Failure("cli/unknown-option", { option })
  if (error.code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
    return new Failure("cli/option-value", { option })
  return error
}

function checkArguments(takes: readonly string[], given: readonly string[]): void {
  const missing = takes.find((name, place) => !name.endsWith("?") && given[place] === undefined)
  if (missing !== undefined) throw new Failure("cli/missing-argument", { argument: missing })
  const extra = takes.at(-1)?.endsWith("…") === true ? undefined : given[takes.length]
  if (extra !== undefined) throw new Failure("cli/extra-argument", { argument: extra })
}

function numberOf(
  name: string,
  value: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (value === undefined) return undefined
  const number = /^\d{1,9}$/.test(value) ? Number(value) : -1
  if (number < least || number > most)
    throw new Failure("cli/option-value", { option: `--${name}` })
  return number
}

function givenOf<Name extends string>(values: Values, positionals: readonly string[]): Given<Name> {
  const text = (name: Name) => {
    const value = values[name]
    return typeof value === "string" ? value : undefined
  }
  return {
    text,
    required: (name) => {
      const value = text(name)
      if (value === undefined || value === "") {
        throw new Failure("cli/missing-option", { option: `--${name}` })
      }
      return value
    },
    flag: (name) => values[name] === true,
    whole: (name) => numberOf(name, text(name), { least: 1, most: 999_999_999 }),
    port: (name) => numberOf(name, text(name), { least: 0, most: 65_535 }),
    oneOf: (name, words) => {
      const value = text(name)
      const word = words.find((each) => each === value)
      if (value !== undefined && word === undefined) {
        throw new Failure("cli/option-word", { option: `--${name}`, words: words.join(" | ") })
      }
      return word
    },
    argument: (place) => positionals[place],
    argumentsFrom: (place) => positionals.slice(place),
  }
}

const usageCodes = new Set([
  "cli/unknown-command",
  "cli/unknown-option",
  "cli/missing-option",
  "cli/option-value",
  "cli/option-word",
  "cli/missing-argument",
  "cli/extra-argument",
])

/** Was the command itself written wrongly? Then the exit code is 2. */
export function isUsageFailure(failure: Failure): boolean {
  return usageCodes.has(failure.code)
}
