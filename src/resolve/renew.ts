import { matchKeys } from "#cleanse"
import type { LiveRecord, PrincipalId } from "#kernel"
import type { Tx } from "#store"
import { keyLinks } from "./key-links.ts"
import { pairOf, type Link } from "./link.ts"
import {
  addRun,
  finishRun,
  readLinks,
  removeLinks,
  removeLinksBefore,
  unfinishedRun,
  writeLinks,
  type KeptLink,
  type RunFigures,
} from "./resolve.store.ts"
import { matchRules } from "./rules.ts"

/** Opens a run over everybody, or goes on with one that was cut off; its number. */
export async function openRun(tx: Tx, principal: PrincipalId): Promise<number> {
  return (await unfinishedRun(tx, matchRules)) ?? addRun(tx, { rules: matchRules, principal })
}

/** What a run made of some records: all links in force among them, and how many are its own. */
export interface Renewed {
  readonly links: readonly Link[]
  readonly automatic: number
}

/**
 * Finds the automatic links among these records anew, under this run; what people decided stays.
 * Nobody else shares a key with them, or a link.
 */
export async function renewLinks(
  tx: Tx,
  run: number,
  records: readonly LiveRecord[],
): Promise<Renewed> {
  const automatic = keyLinks(
    records.map(({ id, birth, subject, clean }) => ({
      id,
      birth,
      keys: matchKeys(subject, clean),
    })),
  )
  const kept = await readLinks(
    tx,
    records.map(({ id }) => id),
  )
  const old = kept.filter(({ kind }) => kind === "auto")
  if (!areOf(run, old, automatic)) {
    await removeLinks(tx, old)
    await writeLinks(tx, run, automatic)
  }
  const decisions = kept.filter(({ kind }) => kind !== "auto")
  return { links: [...automatic, ...decisions], automatic: automatic.length }
}

/** Are they written already? So they are where a run goes on after a cut. */
function areOf(run: number, kept: readonly KeptLink[], found: readonly Link[]): boolean {
  if (kept.length !== found.length) return false
  const known = new Map(kept.map((link) => [pairOf(link), link]))
  return found.every((link) => {
    const one = known.get(pairOf(link))
    return one?.run === run && one.pattern === link.pattern && one.milliBits === link.milliBits
  })
}

/** Ends a run: links that it did not find again go, and its figures are kept. */
export async function closeRun(tx: Tx, run: number, figures: RunFigures): Promise<void> {
  await removeLinksBefore(tx, run)
  await finishRun(tx, run, figures)
}
