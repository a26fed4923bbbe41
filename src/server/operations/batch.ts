import { listBatches, readBatch, readRejectedRows, readRejections, sampleOf } from "#collect"
import { changePlan, discardBatch, guessPlan, mend, pauseBatch } from "#flow"
import { BatchId } from "#kernel"
import type { House } from "../compose.ts"
import { parseCursor, printCursor } from "./cursor.ts"
import { os } from "./os.ts"
import { showBatch } from "./show-batch.ts"
import { watchBatch } from "./watch-batch.ts"

export function batchOperations(house: House) {
  return { ...reading(house), ...refusing(house), ...deciding(house), ...working(house) }
}

function reading({ store, sealer, stopping }: House) {
  return {
    list: os.batch.list.handler(async ({ input }) => {
      const { source, limit } = input
      const before = parseCursor(input.cursor)
      const page = {
        limit,
        source,
        before: before === undefined ? undefined : BatchId.parse(before),
      }
      const { items, next } = await store.read((tx) => listBatches(tx, page))
      return { items: items.map(showBatch), next: printCursor(next) }
    }),
    read: os.batch.read.handler(async ({ input }) =>
      showBatch(await store.read((tx) => readBatch(tx, input.batch))),
    ),
    sample: os.batch.sample.handler(async ({ input }) => {
      const { headers, rows } = await sampleOf({ store, sealer }, input.batch)
      return { headers: [...headers], rows: rows.map((row) => [...row]) }
    }),
    progress: os.batch.progress.handler(async ({ input, context, signal }) => {
      await store.read((tx) => readBatch(tx, input.batch))
      const ends = [context.exchange.signal, stopping, ...(signal === undefined ? [] : [signal])]
      return watchBatch({ store, signal: AbortSignal.any(ends) }, input.batch)
    }),
  }
}

/** What was not taken, and why. */
function refusing({ store, sealer }: House) {
  return {
    rejected: os.batch.rejected.handler(async ({ input }) => {
      const page = { limit: input.limit, after: parseCursor(input.cursor) }
      const { items, next } = await readRejectedRows({ store, sealer }, input.batch, page)
      const shown = items.map(({ cells, facts, mendedBy, ...row }) => ({
        ...row,
        facts: { ...facts },
        cells: [...cells],
        mendedBy: mendedBy === null ? null : BatchId.parse(mendedBy),
      }))
      return { items: shown, next: printCursor(next) }
    }),
    rejections: os.batch.rejections.handler(async ({ input }) => {
      const after = parseCursor(input.cursor)
      const { items, next } = await store.read(async (tx) => {
        await readBatch(tx, input.batch)
        return readRejections(tx, input.batch, { limit: input.limit, after })
      })
      return {
        items: items.map((one) => ({ ...one, facts: { ...one.facts } })),
        next: printCursor(next),
      }
    }),
  }
}

/** What is decided before anything is imported. */
function deciding(house: House) {
  return {
    plan: os.batch.plan.handler(async ({ input, context }) => {
      const { batch, plan } = input
      return showBatch(await changePlan(house, { batch, plan, principal: context.principal }))
    }),
    guess: os.batch.guess.handler(async ({ input }) =>
      showBatch(await guessPlan(house, input.batch, { memory: input.memory })),
    ),
    mend: os.batch.mend.handler(async ({ input, context: { principal } }) =>
      showBatch(await mend(house, { ...input, principal })),
    ),
    discard: os.batch.discard.handler(async ({ input, context }) => {
      await discardBatch(house, input.batch, { principal: context.principal })
      return { discarded: true }
    }),
  }
}

/** What goes on when its caller has gone. */
function working(house: House) {
  const { work } = house
  return {
    preview: os.batch.preview.handler(async ({ input, context }) =>
      showBatch(await work.want("preview", input.batch, context.principal)),
    ),
    run: os.batch.run.handler(async ({ input, context }) =>
      showBatch(await work.want("run", input.batch, context.principal)),
    ),
    pause: os.batch.pause.handler(async ({ input, context }) =>
      showBatch(await pauseBatch(house, input.batch, { principal: context.principal })),
    ),
    resume: os.batch.resume.handler(async ({ input, context }) =>
      showBatch(await work.want("resume", input.batch, context.principal)),
    ),
    cancel: os.batch.cancel.handler(async ({ input, context }) =>
      showBatch(await work.want("cancel", input.batch, context.principal)),
    ),
    undo: os.batch.undo.handler(async ({ input, context }) =>
      showBatch(await work.want("undo", input.batch, context.principal)),
    ),
  }
}
