import type { CustomerId } from "#kernel"
import type { Tx } from "#store"
import { searchedOf, type KeepRules } from "./golden-row.ts"
import { insertSearchWords, readSearched } from "./search-words.store.ts"

/** What was done for a page of customers. */
export interface MadeSearchable {
  /** Customers that can be found from now on. */
  readonly made: number
  /** The last customer looked at; absent after the last page. */
  readonly last: CustomerId | undefined
}

/**
 * Writes the search words of those customers after an id that have none: a large import leaves them
 * for afterwards. To be called while nobody writes customers.
 * Cost: linear in `limit`; the inverted index takes 40 µs a customer, more than all else of it.
 */
export async function makeSearchable(
  { tx, rules }: { readonly tx: Tx; readonly rules: KeepRules },
  { after, limit }: { readonly after: CustomerId | undefined; readonly limit: number },
): Promise<MadeSearchable> {
  const page = await readSearched(tx, after, limit)
  const missing = page.filter(({ is_found }) => !is_found)
  const words = missing.map((row) => {
    return { id: row.id, tokens: rules.searchTokens(row.kind, searchedOf(row)) }
  })
  await insertSearchWords(tx, words)
  return { made: missing.length, last: page.length < limit ? undefined : page.at(-1)?.id }
}
