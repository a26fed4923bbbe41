import { analyseHolding, readTraits } from "#analyse"
import { collectHolding, readBatch, standings } from "#collect"
import { checkTyped, edit } from "#flow"
import { gatherHoldings } from "#govern"
import {
  countEither,
  keepHolding,
  listCustomers,
  readEvidenceTable,
  readHistory,
  readJoins,
  readPage,
  readTimeline,
  readWhy,
  type History,
} from "#keep"
import { BatchId, type Principal } from "#kernel"
import type { Tx } from "#store"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function customerOperations(house: House) {
  return { ...listing(house), ...readingThen(house), ...reading(house), ...writing(house) }
}

function writing(house: House) {
  return {
    edit: os.customer.edit.handler(({ input, context }) => edit(house, context, input)),
    check: os.customer.check.handler(({ input, context }) =>
      house.store.read((tx) => checkTyped(tx, context.principal, input)),
    ),
  }
}

/** Every stage that holds something of a customer. */
const holdings = [collectHolding, keepHolding, analyseHolding]

function listing({ store, mirror, askerOf, instantOf }: House) {
  const asked = <Input extends AskedThen>(input: Input) => ({
    ...input,
    asOf: instantOf(input.asOf),
  })
  return {
    search: os.customer.search.handler(({ input, context }) =>
      store.read((tx) => listCustomers(tx, askerOf(context.principal), asked(input))),
    ),
    count: os.customer.count.handler(async ({ input, context }) => ({
      count: await countEither({ store, mirror, asker: askerOf(context.principal) }, asked(input)),
    })),
  }
}

interface AskedThen {
  readonly asOf?: string | undefined
}

function readingThen({ store, instantOf }: House) {
  const readerOf = ({ departments }: Principal, { asOf }: AskedThen) => ({
    departments,
    asOf: instantOf(asOf),
  })
  return {
    read: os.customer.read.handler(({ input, context }) =>
      store.read(async (tx) => {
        const page = await readPage(tx, input.customer, readerOf(context.principal, input))
        // Of computed attributes only the latest run is kept.
        const traits = input.asOf === undefined ? await readTraits(tx, page.id) : []
        return { ...page, traits }
      }),
    ),
    timeline: os.customer.timeline.handler(({ input, context }) =>
      store.read((tx) => readTimeline(tx, readerOf(context.principal, input), input)),
    ),
    why: os.customer.why.handler(({ input, context }) =>
      store.read(async (tx) => {
        const reader = readerOf(context.principal, input)
        return readWhy(tx, { reader, standings: await standings(tx) }, input)
      }),
    ),
    evidence: os.customer.evidence.handler(({ input, context }) =>
      store.read((tx) => readEvidenceTable(tx, input.customer, readerOf(context.principal, input))),
    ),
  }
}

/** A batch knows where it came from. */
async function withSources(tx: Tx, { items, next }: History) {
  const batches = new Set(items.flatMap(({ batch }) => batch ?? []))
  const sources = new Map<number, string>()
  for (const batch of batches)
    sources.set(batch, (await readBatch(tx, BatchId.parse(batch))).source.name)
  return {
    items: items.map((item) => ({ ...item, source: sources.get(item.batch ?? 0) ?? null })),
    next,
  }
}

function reading({ store }: House) {
  return {
    history: os.customer.history.handler(({ input, context }) =>
      store.read(async (tx) => withSources(tx, await readHistory(tx, context.principal, input))),
    ),
    joins: os.customer.joins.handler(({ input, context }) =>
      store.read((tx) => readJoins(tx, input.customer, context.principal)),
    ),
    holdings: os.customer.holdings.handler(({ input, context }) =>
      store.read(async (tx) => {
        const { id } = await readPage(tx, input.customer, context.principal)
        const gathered = await gatherHoldings(tx, holdings, id)
        return gathered.flatMap(({ stage, held }) =>
          held.map(({ what, count, items }) => ({
            stage,
            what,
            count,
            items: items.map((item) => ({ ...item })),
          })),
        )
      }),
    ),
  }
}
