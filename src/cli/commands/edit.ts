import { Failure } from "#kernel"
import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const edit = defineCommand({
  name: "edit",
  usage: "CUSTOMER FIELD=VALUE [--deny] | CUSTOMER FIELD --withdraw",
  summary: "cli.edit",
  takes: ["CUSTOMER", "FIELD=VALUE"],
  options: { deny: "flag", withdraw: "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const { field, value } = assignmentOf(given.argument(1) ?? "")
      const edited = await api.customer.edit({
        customer: given.argument(0) ?? "",
        field,
        typed: typedOf(value, { deny: given.flag("deny"), withdraw: given.flag("withdraw") }),
      })
      terminal.print(terminal.say("cli.edited"))
      terminal.answer(edited)
      return 0
    }),
})

function assignmentOf(written: string) {
  const at = written.indexOf("=")
  return at < 0
    ? { field: written, value: "" }
    : { field: written.slice(0, at), value: written.slice(at + 1) }
}

interface Wish {
  readonly deny: boolean
  readonly withdraw: boolean
}

function typedOf(value: string, { deny, withdraw }: Wish) {
  if (withdraw) return { withdraw: true as const }
  if (value.trim() === "") throw new Failure("cli/assignment")
  return deny ? { deny: value } : { value }
}
