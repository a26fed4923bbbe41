import { beginTagging, undoBulkEdit } from "#flow"
import { listBulkEdits, type BulkEdit } from "#keep"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

const shown = 20

export function bulkOperations(house: House) {
  const { store, askerOf, bulkWork } = house
  return {
    tag: os.bulk.tag.handler(async ({ input: { tag, removes, ...asked }, context }) => {
      const asker = askerOf(context.principal)
      const begun = await beginTagging(house, asker, { tag, removes, asked })
      await bulkWork.want(begun)
      return show(begun)
    }),
    list: os.bulk.list.handler(async ({ context: { principal } }) => {
      const edits = await store.read((tx) => listBulkEdits(tx, principal.id, shown))
      return edits.map(show)
    }),
    undo: os.bulk.undo.handler(async ({ input, context: { principal } }) => {
      const wanted = await undoBulkEdit(house, { principal }, input.bulk)
      await bulkWork.want(wanted)
      return show(wanted)
    }),
  }
}

/** Written out: a row of the table holds more than the contract promises. */
function show({ principal: _principal, created, finished, ...edit }: BulkEdit) {
  const { id, tag, removes, state, total, done, changed, undone, failure } = edit
  return {
    id,
    tag,
    removes,
    state,
    total,
    done,
    changed,
    undone,
    failure,
    created: created.toISOString(),
    finished: finished?.toISOString() ?? null,
  }
}
