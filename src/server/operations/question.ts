import { keepQuestion, readQuestion } from "#keep"
import type { House } from "../compose.ts"
import { os, txOf } from "./os.ts"

export function questionOperations({ store, sealer, askerOf }: House) {
  return {
    keep: os.question.keep.handler(({ input, context }) =>
      keepQuestion(txOf(context), { asker: askerOf(context.principal), sealer }, input.question),
    ),
    read: os.question.read.handler(({ input }) =>
      store.read((tx) => readQuestion(tx, input.question)),
    ),
  }
}
