import { decisionReasons } from "#contract"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printDecided } from "../print-decided.ts"

export const join = defineCommand({
  name: "join",
  usage: "CUSTOMER CUSTOMER [--reason WHY] [--dry-run]",
  summary: "cli.join",
  takes: ["CUSTOMER", "CUSTOMER"],
  options: { reason: "text", "dry-run": "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const decided = await api.decision.join({
        one: given.argument(0) ?? "",
        other: given.argument(1) ?? "",
        reason: given.oneOf("reason", decisionReasons) ?? "other",
        preview: given.flag("dry-run"),
      })
      const decision = decided.decision ?? 0
      printDecided(decided, terminal, terminal.say("cli.decided", { decision }))
      return 0
    }),
})
