import { BatchId, Failure } from "#kernel"

/** The number of a batch. @throws Failure "cli/batch-number" */
export function batchOf(argument: string | undefined): BatchId {
  const { data } = BatchId.safeParse(argument)
  if (data === undefined) throw new Failure("cli/batch-number")
  return data
}
