import { matchKeys } from "#cleanse"
import type { LiveRecord, PrincipalId } from "#kernel"
import type { Tx } from "#store"
import { keyLinks } from "./key-links.ts"
import type { Link } from "./link.ts"
import {
  addRun,
  finishRun,
  readAllLinks,
  removeAutomaticLinks,
  writeLinks,
} from "./resolve.store.ts"
import { matchRules } from "./rules.ts"

/** A run over everybody: its number, and all links in force after it. */
export interface Renewal {
  readonly run: number
  readonly links: readonly Link[]
  readonly automatic: number
}

/** Finds all automatic links anew, under a new run; what people decided stays. */
export async function renewLinks(
  tx: Tx,
  records: readonly LiveRecord[],
  principal: PrincipalId,
): Promise<Renewal> {
  const automatic = keyLinks(
    records.map(({ id, birth, subject, clean }) => ({
      id,
      birth,
      keys: matchKeys(subject, clean),
    })),
  )
  const decisions = (await readAllLinks(tx)).filter(({ kind }) => kind !== "auto")
  const run = await addRun(tx, { rules: matchRules, principal })
  await removeAutomaticLinks(tx)
  await writeLinks(tx, run, automatic)
  return { run, links: [...automatic, ...decisions], automatic: automatic.length }
}

/** Writes the figures of a run when its customers are kept. */
export async function closeRun(
  tx: Tx,
  { run, automatic }: Renewal,
  found: { readonly records: number; readonly customers: number },
): Promise<void> {
  await finishRun(tx, run, { ...found, links: automatic })
}
