import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { printVerdict } from "./print-verdict.ts"
import { show } from "./program.ts"
import { addTallies, Report, tallyOf, type Tally } from "./report.ts"
import { runSteps } from "./step.ts"
import { steps } from "./steps.ts"
import { filesOf } from "./tree.ts"

// `npm test` runs every part, `npm test -- unit browser` some. No part is kept from running by another's failure.

const output = "test-output"
const parts: Readonly<Record<string, () => Promise<Tally>>> = {
  check,
  unit: () => runProject("unit"),
  journeys: () => runProject("journeys", "test/journeys/**/*.test.ts"),
  browser: () => runProject("browser", "test/browser/**/*.test.ts"),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((part) => parts[part] === undefined)
if (unknown.length > 0) {
  console.error(
    `no part is called ${unknown.join(", ")}; there are: ${Object.keys(parts).join(", ")}`,
  )
  process.exit(2)
}

mkdirSync(output, { recursive: true })
const tallies: Tally[] = []
for (const [part, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue
  console.log(`\n== ${part}`)
  tallies.push(
    await run().catch((error: unknown) => ({
      passed: 0,
      failed: [`${part}: ${String(error)}`],
      skipped: [],
    })),
  )
}

const { passed, failed, skipped } = addTallies(tallies)
console.log("")
if (skipped.length > 0) console.log(`skipped: ${skipped.length}\n${listed(skipped)}`)
if (failed.length > 0) console.log(`failed:\n${listed(failed)}`)
console.log(`${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0

async function check(): Promise<Tally> {
  const verdicts = await runSteps(steps, printVerdict)
  const wrong = verdicts.filter(({ faults }) => faults.length > 0)
  const names = wrong.map(({ name }) => `check: ${name}`)
  return { passed: verdicts.length - names.length, failed: names, skipped: [] }
}

/** @param mayBeEmpty where its tests lie, if there may be none yet: then that is said, and not a failure */
async function runProject(project: string, mayBeEmpty?: string): Promise<Tally> {
  if (mayBeEmpty !== undefined && filesOf(mayBeEmpty).length === 0) {
    console.log(`no test is written yet: ${mayBeEmpty}`)
    return { passed: 0, failed: [], skipped: [] }
  }
  const file = `${output}/${project}.json`
  rmSync(file, { force: true })
  const code = await show("vitest", [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${file}`,
  ])
  const report = Report.parse(JSON.parse(readFileSync(file, "utf8")))
  return tallyOf(project, { ...report, success: report.success && code === 0 })
}

function listed(names: readonly string[]): string {
  return names.map((name) => `  ${name}`).join("\n")
}
