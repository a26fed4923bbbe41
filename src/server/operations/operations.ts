import type { House } from "../compose.ts"
import { analysisOperations } from "./analysis.ts"
import { batchOperations } from "./batch.ts"
import { bulkOperations } from "./bulk.ts"
import { customerOperations } from "./customer.ts"
import { decisionOperations } from "./decision.ts"
import { foresightOperations } from "./foresight.ts"
import { noteOperations } from "./note.ts"
import { questionOperations } from "./question.ts"
import { sourceOperations } from "./source.ts"
import { systemOperations } from "./system.ts"
import { taskOperations } from "./task.ts"
import { undoingOperations } from "./undoing.ts"
import { viewOperations } from "./view.ts"

/** The handlers of the contract. */
export function operationsOf(house: House) {
  return {
    analysis: analysisOperations(house),
    batch: batchOperations(house),
    bulk: bulkOperations(house),
    customer: customerOperations(house),
    decision: decisionOperations(house),
    foresight: foresightOperations(house),
    note: noteOperations(house),
    question: questionOperations(house),
    source: sourceOperations(house),
    system: systemOperations(house),
    task: taskOperations(house),
    undoing: undoingOperations(house),
    view: viewOperations(house),
  }
}
