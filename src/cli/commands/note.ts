import { defineCommand } from "../command.ts"
import { withHouse } from "../house.ts"

export const note = defineCommand({
  name: "note",
  usage: "CUSTOMER [TEXT] [--pin]",
  summary: "cli.note",
  takes: ["CUSTOMER", "TEXT?"],
  options: { pin: "flag" },
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const customer = given.argument(0) ?? ""
      const text = given.argument(1)
      if (text === undefined) {
        const notes = await api.note.list({ customer })
        for (const { text: said, made, pinned } of notes)
          terminal.print(`${made.slice(0, 16).replace("T", " ")} ${pinned ? "* " : ""}${said}`)
        if (notes.length === 0) terminal.print(terminal.say("cli.no-notes"))
        terminal.answer(notes)
        return 0
      }
      const written = await api.note.write({ customer, text, pinned: given.flag("pin") })
      terminal.print(terminal.say("cli.noted"))
      terminal.answer(written)
      return 0
    }),
})
