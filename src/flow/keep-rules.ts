import { nameSortKey, searchTokens } from "#cleanse"
import { standings } from "#collect"
import type { KeepRules } from "#keep"
import type { Tx } from "#store"

/** What golden values are chosen by: the standing of the sources, and how names sort and are found. */
export async function readRules(tx: Tx): Promise<KeepRules> {
  return { sources: await standings(tx), sortKey: nameSortKey, searchTokens }
}
