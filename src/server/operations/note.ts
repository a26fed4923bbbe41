import { rewriteNote, writeNote } from "#flow"
import { readNotes } from "#keep"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function noteOperations(house: House) {
  return {
    list: os.note.list.handler(({ input, context }) =>
      house.store.read((tx) => readNotes(tx, input.customer, context.principal)),
    ),
    write: os.note.write.handler(({ input, context }) => writeNote(house, context, input)),
    change: os.note.change.handler(({ input, context }) => rewriteNote(house, context, input)),
  }
}
