import type { Verdict } from "./step.ts"

/** One line a step; what is wrong is indented below it. */
export function printVerdict({ name, seconds, faults }: Verdict): void {
  const mark = faults.length === 0 ? "✓" : "✗"
  console.log(`${mark} ${name} (${seconds.toFixed(1)} s)`)
  for (const fault of faults) console.log(fault.replaceAll(/^/gm, "    "))
}
