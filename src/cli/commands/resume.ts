import { batchOf } from "../batch-argument.ts"
import { defineCommand } from "../command.ts"
import { followBatch } from "../follow.ts"
import { withHouse } from "../house.ts"
import { printTally, tallyAnswer } from "../tally.ts"

export const resume = defineCommand({
  name: "resume",
  usage: "BATCH",
  summary: "cli.resume",
  takes: ["BATCH"],
  options: {},
  run: (given, terminal) =>
    withHouse(terminal, async ({ api }) => {
      const batch = batchOf(given.argument(0))
      await api.batch.resume({ batch })
      const ended = await followBatch(api, batch, terminal)
      printTally(ended, terminal)
      terminal.answer({ ...tallyAnswer(ended), state: ended.state })
      return 0
    }),
})
