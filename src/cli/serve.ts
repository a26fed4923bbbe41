import type { Application } from "#server"
import type { Terminal } from "./terminal.ts"

const usualPorts = [8420, 8421, 8422, 8423, 0]

/** The port that was asked for and no other; else the usual ones and, if all are taken, any. */
export function portsOf(asked: number | undefined): readonly number[] {
  return asked === undefined ? usualPorts : [asked]
}

export interface Serving {
  readonly application: Application
  /** What the answer says beside the address. */
  readonly facts?: Readonly<Record<string, number>>
}

/** Says where the page is and waits for Ctrl-C or SIGTERM. @returns the exit code */
export async function serveUntilStopped(
  { application, facts = {} }: Serving,
  terminal: Terminal,
): Promise<number> {
  const link = await application.link()
  terminal.print(terminal.say("cli.open", { link }))
  terminal.answer({ url: application.url, link, ...facts })
  await stopped(terminal.signal)
  return 0
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener("abort", () => resolve(), { once: true })
  })
}
