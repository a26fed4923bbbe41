import type { BatchFailure } from "#collect"
import { Failure, type BatchId } from "#kernel"

/** What is kept with a batch whose work broke off. What is not a failure of ours stays in the log. */
export function failureOf(batch: BatchId, error: unknown): BatchFailure {
  return error instanceof Failure
    ? { code: error.code, facts: error.facts }
    : { code: "flow/broken", facts: { batch } }
}
