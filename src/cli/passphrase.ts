import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"
import { Failure } from "#kernel"
import type { Terminal } from "./terminal.ts"

/**
 * From ZHIKE_PASSPHRASE, else typed unseen; a new one is typed twice. Never an option: command lines are
 * seen by everyone on the machine. @throws Failure "cli/no-passphrase" | "cli/passphrases-differ"
 */
export async function readPassphrase(
  terminal: Terminal,
  { isNew }: { readonly isNew: boolean },
): Promise<string> {
  const given = process.env["ZHIKE_PASSPHRASE"]
  if (given !== undefined && given !== "") return given
  if (!process.stdin.isTTY) throw new Failure("cli/no-passphrase")
  const first = await askUnseen(terminal.say("cli.passphrase"))
  const again = isNew ? await askUnseen(terminal.say("cli.passphrase-again")) : first
  if (first !== again) throw new Failure("cli/passphrases-differ")
  return first
}

async function askUnseen(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await line.question("")
  } finally {
    line.close()
    process.stderr.write("\n")
  }
}
