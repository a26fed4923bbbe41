import type { Generated } from "kysely"
import { Failure, type PrincipalId } from "#kernel"
import type { Tx } from "./tx.ts"

interface IdempotencyTables {
  readonly idempotency: {
    readonly key: string
    readonly principal: string
    readonly request: Uint8Array
    readonly answer: Generated<unknown>
    readonly status: Generated<number | null>
    readonly made: Generated<Date>
  }
}

/** Somebody asks something, and may ask it again because the answer was lost on the way. */
export interface RepeatableRequest {
  readonly key: string
  readonly principal: PrincipalId
  /** Hash of all that was asked: operation and body. */
  readonly bodyHash: Uint8Array
}

export interface KeptAnswer {
  readonly status: number
  /** JSON. */
  readonly answer: unknown
}

/**
 * Does `work` once per key and principal, in the caller's transaction; asked again, gives the answer of
 * that time. Two that come at once: the second waits for the first.
 * @throws Failure "store/idempotency-mismatch" if the key was used for something else
 */
export async function withIdempotency(
  tx: Tx,
  request: RepeatableRequest,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer & { readonly isRepeated: boolean }> {
  if (!(await claim(tx, request))) return { ...(await recall(tx, request)), isRepeated: true }
  const done = await work()
  await tx
    .tables<IdempotencyTables>()
    .updateTable("idempotency")
    .set({ answer: JSON.stringify(done.answer ?? null), status: done.status })
    .where("key", "=", request.key)
    .where("principal", "=", request.principal)
    .execute()
  return { ...done, isRepeated: false }
}

/** Forgets keys that are older; nobody repeats a request after days. Says how many. */
export async function forgetKeys(tx: Tx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .tables<IdempotencyTables>()
    .deleteFrom("idempotency")
    .where("made", "<", before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

async function claim(tx: Tx, { key, principal, bodyHash }: RepeatableRequest): Promise<boolean> {
  const claimed = await tx
    .tables<IdempotencyTables>()
    .insertInto("idempotency")
    .values({ key, principal, request: bodyHash })
    .onConflict((conflict) => conflict.columns(["key", "principal"]).doNothing())
    .executeTakeFirst()
  return claimed.numInsertedOrUpdatedRows === 1n
}

async function recall(
  tx: Tx,
  { key, principal, bodyHash }: RepeatableRequest,
): Promise<KeptAnswer> {
  const kept = await tx
    .tables<IdempotencyTables>()
    .selectFrom("idempotency")
    .select(["request", "answer", "status"])
    .where("key", "=", key)
    .where("principal", "=", principal)
    .executeTakeFirstOrThrow()
  if (Buffer.compare(kept.request, bodyHash) !== 0)
    throw new Failure("store/idempotency-mismatch", { key })
  return { status: kept.status ?? 200, answer: kept.answer }
}
