import type { BatchId } from "#kernel"
import type { Tx } from "#store"
import { readBatch } from "./batch.store.ts"
import { clearForesight } from "./foresight.store.ts"
import { forgetMending } from "./mending.store.ts"

interface RemovalTables {
  readonly batch: { readonly id: number; readonly source: string }
  readonly raw_chunk: { readonly batch: number }
  readonly rejection: { readonly batch: number }
  readonly load: { readonly source: string }
  readonly source: { readonly id: string; readonly no: number; readonly created: Date }
  /** Published by keep. */
  readonly membership_view: { readonly source: number }
}

/**
 * Removes a batch that was never imported, its rows, and its source if that was made for it and
 * nothing else has come of it. Who calls has seen to it that nobody works on it.
 * @throws Failure "collect/unknown-batch"
 */
export async function removeBatch(tx: Tx, id: BatchId): Promise<void> {
  const { source, created } = await readBatch(tx, id)
  const tables = tx.tables<RemovalTables>()
  await clearForesight(tx, id)
  await forgetMending(tx, id)
  await tables.deleteFrom("rejection").where("batch", "=", id).execute()
  await tables.deleteFrom("raw_chunk").where("batch", "=", id).execute()
  await tables.deleteFrom("batch").where("id", "=", id).execute()
  const others = [
    await tables
      .selectFrom("batch")
      .select("id")
      .where("source", "=", source.id)
      .executeTakeFirst(),
    await tables
      .selectFrom("load")
      .select("source")
      .where("source", "=", source.id)
      .executeTakeFirst(),
    await tables
      .selectFrom("membership_view")
      .select("source")
      .where("source", "=", source.no)
      .executeTakeFirst(),
  ]
  if (others.some((other) => other !== undefined)) return
  // Made with this batch, or by its plan: an older one was made by somebody for something.
  await tables
    .deleteFrom("source")
    .where("id", "=", source.id)
    .where("created", ">=", new Date(created.getTime() - slackMs))
    .execute()
}

/** The clock of the database and ours need not agree to the second. */
const slackMs = 60_000
