import { z } from "zod"
import { Question, QuestionId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"

const Kept = z.strictObject({ id: QuestionId, question: Question })

/** Keeps a question, so that an address can carry its id. The same question gets the same id. */
const keep = changing("question/write")
  .route({ method: "POST", path: "/questions", tags: ["question"] })
  .input(z.strictObject({ question: Question }))
  .output(Kept)
  .errors({ "keep/question": { status: 422, data: failureFacts } })

const read = reading("customer/read")
  .route({ method: "GET", path: "/questions/{question}", tags: ["question"] })
  .input(z.strictObject({ question: QuestionId }))
  .output(Kept)
  .errors({ "store/unknown-question": { status: 404, data: failureFacts } })

export const question = { keep, read }
