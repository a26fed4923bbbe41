import { printVerdict } from "./print-verdict.ts"
import { runSteps } from "./step.ts"
import { steps } from "./steps.ts"

const verdicts = await runSteps(steps, printVerdict)
const failed = verdicts.filter(({ faults }) => faults.length > 0)
if (failed.length > 0) console.log(`failed: ${failed.map(({ name }) => name).join(", ")}`)
console.log(`${verdicts.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
