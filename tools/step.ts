/** One thing that is checked. It answers with what is wrong, one finding a line; nothing means right. */
export interface Step {
  readonly name: string
  readonly run: () => Promise<readonly string[]>
}

export interface Verdict {
  readonly name: string
  readonly seconds: number
  readonly faults: readonly string[]
}

/** Runs every step, a few at a time, and tells each verdict as it falls. A step that breaks has failed. */
export async function runSteps(
  steps: readonly Step[],
  tell: (verdict: Verdict) => void,
  atOnce = 2,
): Promise<readonly Verdict[]> {
  const waiting = [...steps]
  const verdicts: Verdict[] = []
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const verdict = await runStep(step)
      verdicts.push(verdict)
      tell(verdict)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return verdicts
}

async function runStep({ name, run }: Step): Promise<Verdict> {
  const start = performance.now()
  const faults = await run().catch((error: unknown) => [`the step itself broke: ${String(error)}`])
  return { name, seconds: (performance.now() - start) / 1000, faults }
}
