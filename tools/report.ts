import { z } from "zod"

/** The parts of vitest's JSON report that are counted. */
export const Report = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})
export type Report = z.infer<typeof Report>

export interface Tally {
  readonly passed: number
  /** Names, so that the last lines say what to look at. */
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

/**
 * Counts a report. A file that could not be read has no tests and one failure; a run that failed
 * though every test passed (an error nobody waited for) has one, too; so has a run without any test.
 */
export function tallyOf(project: string, report: Report): Tally {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      name: `${fileOf(name)} › ${fullName}`,
      status,
    })),
  )
  const named = (...statuses: readonly string[]) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ name }) => name)
  const broken = report.testResults
    .filter(
      ({ status, assertionResults }) => status === "failed" && !assertionResults.some(isFailed),
    )
    .map(({ name }) => `${fileOf(name)} (the file itself)`)
  const failed = [...named("failed"), ...broken]
  if (failed.length === 0 && !report.success) failed.push(`${project} (the run itself)`)
  const passed = named("passed").length
  if (failed.length === 0 && passed === 0) failed.push(`${project} (ran no test)`)
  return { passed, failed, skipped: named("pending", "skipped", "todo") }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === "failed"
}

function fileOf(path: string): string {
  return path.replaceAll("\\", "/").replace(`${process.cwd().replaceAll("\\", "/")}/`, "")
}
