import { setTimeout as sleep } from "node:timers/promises"
import type { Following } from "../consume.ts"
import type { Mirror } from "./mirror.ts"

/**
 * Keeps a mirror up until the signal ends it. After trouble it waits longer, and says it once: the store
 * answers meanwhile.
 */
export async function keepMirror(
  mirror: Mirror,
  { signal, report, everyMs = 500 }: Following,
): Promise<void> {
  let trouble = ""
  while (!signal.aborted) {
    const now = await mirror.keepUp().then(
      () => "",
      (error: unknown) => {
        const said = String(error)
        if (said !== trouble) report(error)
        return said
      },
    )
    trouble = now
    const pause = trouble === "" ? everyMs : 20 * everyMs
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
