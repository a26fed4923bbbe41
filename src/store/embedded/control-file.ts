import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "#kernel"

const toleranceMs = 10 * 60_000
const versionAt = 8
const timeAt = 24

/**
 * A machine whose clock went back would date new evidence before old. The cluster knows when it was
 * last written; a few minutes are what clocks are corrected by.
 * @throws Failure "store/clock-gone-back", "store/corrupted"
 */
export function checkClock(cluster: string, now: Date = new Date()): void {
  const last = lastWritten(cluster)
  if (last === undefined || last.getTime() - now.getTime() <= toleranceMs) return
  throw new Failure("store/clock-gone-back", { now: now.toISOString(), last: last.toISOString() })
}

/** Time of the last checkpoint, from pg_control (ControlFileData.time: seconds, byte 24). */
function lastWritten(cluster: string): Date | undefined {
  const file = readControl(cluster)
  if (file.length < timeAt + 8) throw new Failure("store/corrupted", { path: cluster })
  const version = file.readUInt32LE(versionAt)
  // Another layout or byte order: no answer is better than a wrong one.
  if (version < 1300 || version > 1999) return undefined
  return new Date(Number(file.readBigInt64LE(timeAt)) * 1000)
}

function readControl(cluster: string): Buffer {
  try {
    return readFileSync(join(cluster, "global/pg_control"))
  } catch (cause) {
    throw new Failure("store/corrupted", { path: cluster }, { cause })
  }
}
