import { changeView, listColumns, makeView, readViews, removeView, type SavedView } from "#keep"
import type { Principal } from "#kernel"
import type { House } from "../compose.ts"
import { os, txOf } from "./os.ts"

export function viewOperations(house: House) {
  return { ...looking(house), ...keeping(house) }
}

function looking({ store, askerOf }: House) {
  return {
    columns: os.view.columns.handler(({ context }) =>
      listColumns(askerOf(context.principal).traits).map((column) => ({
        ...column,
        of: [...column.of],
      })),
    ),
    list: os.view.list.handler(async ({ context: { principal } }) => {
      const views = await store.read((tx) => readViews(tx, principal.id))
      return views.map((view) => showView(view, principal))
    }),
  }
}

function keeping({ audit, clock, askerOf }: House) {
  const portsOf = (principal: Principal) => ({ asker: askerOf(principal), audit, clock })
  return {
    make: os.view.make.handler(async ({ input, context }) =>
      showView(await makeView(txOf(context), portsOf(context.principal), input), context.principal),
    ),
    change: os.view.change.handler(async ({ input: { view: id, ...input }, context }) => {
      const changes = Object.fromEntries(
        Object.entries(input).filter(([, value]) => value !== undefined),
      )
      const ports = portsOf(context.principal)
      return showView(await changeView(txOf(context), ports, { id, changes }), context.principal)
    }),
    remove: os.view.remove.handler(async ({ input, context }) => {
      const ports = portsOf(context.principal)
      const removed = await removeView(txOf(context), ports, { id: input.view, restore: false })
      return showView(removed, context.principal)
    }),
    restore: os.view.restore.handler(async ({ input, context }) => {
      const ports = portsOf(context.principal)
      const restored = await removeView(txOf(context), ports, { id: input.view, restore: true })
      return showView(restored, context.principal)
    }),
  }
}

/** Written out: a row of the table holds more than the contract promises. */
function showView(view: SavedView, principal: Principal) {
  const { id, name, question, sort, columns, shared, pinned, opens } = view
  return {
    id,
    name,
    question,
    sort,
    columns: columns.map((column) => ({ ...column })),
    shared,
    mine: view.principal === principal.id,
    pinned,
    opens,
  }
}
