import { decisionReasons } from "#contract"
import { Failure } from "#kernel"
import type { Client } from "../client.ts"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"
import { printDecided } from "../print-decided.ts"

export const separate = defineCommand({
  name: "separate",
  usage: "CUSTOMER RECORD… [--reason WHY] [--dry-run]",
  summary: "cli.separate",
  takes: ["CUSTOMER", "RECORD…"],
  options: { reason: "text", "dry-run": "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const { id, members } = await api.customer.read({ customer: given.argument(0) ?? "" })
      const decided = await api.decision.separate({
        customer: id,
        records: given.argumentsFrom(1).map((written) => recordOf(members, written)),
        reason: given.oneOf("reason", decisionReasons) ?? "other",
        preview: given.flag("dry-run"),
      })
      const decision = decided.decision ?? 0
      printDecided(decided, terminal, terminal.say("cli.decided", { decision }))
      return 0
    }),
})

type Members = Awaited<ReturnType<Client["customer"]["read"]>>["members"]

/** A record by its id or its key at the source. */
function recordOf(members: Members, written: string) {
  const meant = members.filter(
    ({ record, sourceKey }) => record === written || sourceKey === written,
  )
  const [member, another] = meant
  if (member === undefined) throw new Failure("cli/unknown-record", { record: written })
  if (another !== undefined) throw new Failure("cli/several-records", { record: written })
  return member.record
}
