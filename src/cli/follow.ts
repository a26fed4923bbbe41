import { Failure } from "#kernel"
import { isTextKey } from "#text"
import type { Client } from "./client.ts"
import type { Terminal } from "./terminal.ts"

export type Batch = Awaited<ReturnType<Client["batch"]["read"]>>

/** Shows the progress of a batch until its work rests. @throws Failure why it failed */
export async function followBatch(api: Client, batch: number, terminal: Terminal): Promise<Batch> {
  const { signal } = terminal
  try {
    for await (const step of await api.batch.progress({ batch }, { signal })) {
      terminal.progress(progressText(step, terminal))
    }
  } finally {
    if (signal.aborted) terminal.note(terminal.say("cli.interrupted", { batch }))
  }
  terminal.progress()
  const ended = await api.batch.read({ batch })
  if (ended.state === "failed" && ended.failure !== null) {
    const [room = "", what = ""] = ended.failure.code.split("/")
    throw new Failure(`${room}/${what}`, ended.failure.facts)
  }
  return ended
}

function progressText({ progress }: Batch, terminal: Terminal): string {
  const { stage, done, total, secondsLeft } = progress
  const key = `cli.stage.${stage}`
  const name = isTextKey(key) ? terminal.say(key) : stage
  const parts =
    total === null || total === 0 ? [String(done)] : [`${done} / ${total}`, percent(done, total)]
  const left =
    secondsLeft === null ? [] : [terminal.say("cli.left", { seconds: Math.ceil(secondsLeft) })]
  return [name, ...parts, ...left].join("  ")
}

function percent(done: number, total: number): string {
  return `${Math.floor((100 * done) / total)}%`
}
