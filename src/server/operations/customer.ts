import { analyseHolding, readTraits } from "#analyse"
import { collectHolding, standings } from "#collect"
import { checkTyped, edit } from "#flow"
import { gatherHoldings } from "#govern"
import {
  countCustomers,
  keepHolding,
  listCustomers,
  readEvidenceTable,
  readJoins,
  readPage,
  readTimeline,
  readWhy,
} from "#keep"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function customerOperations(house: House) {
  return { ...listing(house), ...reading(house), ...writing(house) }
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

function listing({ store, askerOf }: House) {
  return {
    search: os.customer.search.handler(({ input, context }) =>
      store.read((tx) => listCustomers(tx, askerOf(context.principal), input)),
    ),
    count: os.customer.count.handler(({ input, context }) =>
      store.read(async (tx) => ({
        count: await countCustomers(tx, askerOf(context.principal), input),
      })),
    ),
  }
}

function reading({ store }: House) {
  return {
    read: os.customer.read.handler(({ input, context }) =>
      store.read(async (tx) => {
        const page = await readPage(tx, input.customer, context.principal)
        return { ...page, traits: await readTraits(tx, page.id) }
      }),
    ),
    timeline: os.customer.timeline.handler(({ input, context }) =>
      store.read((tx) => readTimeline(tx, context.principal, input)),
    ),
    why: os.customer.why.handler(({ input, context }) =>
      store.read(async (tx) => {
        const ports = { reader: context.principal, standings: await standings(tx) }
        return readWhy(tx, ports, input)
      }),
    ),
    evidence: os.customer.evidence.handler(({ input, context }) =>
      store.read((tx) => readEvidenceTable(tx, input.customer, context.principal)),
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
