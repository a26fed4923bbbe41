import { Failure } from "#kernel"
import type { Given } from "../command.ts"

const options = ["as-of", "to", "by", "beginning"] as const
export type AnalyseOption = (typeof options)[number]
export type AnalyseGiven = Given<AnalyseOption>

/** @throws Failure "cli/unknown-option" for an option of another analysis */
export function refuseOthers(given: AnalyseGiven, own: readonly AnalyseOption[]): void {
  for (const option of options) {
    if (given.text(option) !== undefined && !own.includes(option))
      throw new Failure("cli/unknown-option", { option: `--${option}` })
  }
}
