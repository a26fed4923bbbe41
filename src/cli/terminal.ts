import { say, type Language, type TextFacts, type TextKey } from "#text"

/** Where a command speaks: answers to standard output, everything else to standard error. */
export interface Terminal {
  readonly language: Language
  /** The answer is one line of JSON, last on standard output. */
  readonly json: boolean
  readonly dataDir: string
  /** Does somebody watch? Then progress is shown. */
  readonly isWatched: boolean
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  say(key: TextKey, facts?: TextFacts): string
  /** A line of the answer, for people; nothing with `--json`. */
  print(text: string): void
  /** The answer, for programs; nothing without `--json`. */
  answer(value: unknown): void
  /** A line for whoever watches, not part of the answer. */
  note(text: string): void
  /** Replaces the line of progress; without a text takes it away. */
  progress(text?: string): void
}

export interface TerminalSettings {
  readonly language: Language
  readonly json: boolean
  readonly dataDir: string
  readonly signal: AbortSignal
}

const eraseLine = "\r\u001b[2K"

/** The terminal, or the pipe, that the program was started in. */
export function openTerminal(settings: TerminalSettings): Terminal {
  const { stdout, stderr } = process
  const isWatched = stderr.isTTY
  let shown = false
  const progress = (text?: string) => {
    if (!isWatched || (text === undefined && !shown)) return
    shown = text !== undefined
    stderr.write(`${eraseLine}${(text ?? "").slice(0, (stderr.columns || 80) - 1)}`)
  }
  return {
    ...settings,
    isWatched,
    say: (key, facts) => say(settings.language, key, facts),
    print: (text) => {
      progress()
      if (!settings.json) stdout.write(`${text}\n`)
    },
    answer: (value) => {
      progress()
      if (settings.json) stdout.write(`${JSON.stringify(value)}\n`)
    },
    note: (text) => {
      progress()
      stderr.write(`${text}\n`)
    },
    progress,
  }
}
