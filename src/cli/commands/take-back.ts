import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printDecided } from "../print-decided.ts"

export const takeBack = defineCommand({
  name: "take-back",
  usage: "DECISION [--dry-run]",
  summary: "cli.take-back",
  takes: ["DECISION"],
  options: { "dry-run": "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const decision = decisionOf(given.argument(0) ?? "")
      const decided = await api.decision.takeBack({ decision, preview: given.flag("dry-run") })
      printDecided(decided, terminal, terminal.say("cli.taken-back", { decision }))
      return 0
    }),
})

function decisionOf(written: string): number {
  if (!/^[1-9]\d{0,8}$/.test(written)) throw new Failure("cli/decision-number")
  return Number(written)
}
