import { batchOf } from "../batch-argument.ts"
import { defineCommand } from "../command.ts"
import { followBatch } from "../follow.ts"
import { withHouse } from "../house.ts"
import { tallyAnswer } from "../tally.ts"

export const undo = defineCommand({
  name: "undo",
  usage: "BATCH",
  summary: "cli.undo",
  takes: ["BATCH"],
  options: {},
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const batch = batchOf(given.argument(0))
      await api.batch.undo({ batch })
      const ended = await followBatch(api, batch, terminal)
      terminal.print(terminal.say("cli.undone", { batch }))
      terminal.answer({ ...tallyAnswer(ended), state: ended.state })
      return 0
    }),
})
