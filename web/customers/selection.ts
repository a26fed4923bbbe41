import type { Question } from "#contract"

/**
 * Who is chosen of a list: nobody but some, or everybody but some. Never a list of all that match: a
 * selection of a million is as small as one of three.
 */
export interface Selection {
  readonly all: boolean
  /** Chosen one by one; where all are chosen, left out one by one. */
  readonly ids: ReadonlySet<string>
}

export const nobody: Selection = { all: false, ids: new Set() }
export const everybody: Selection = { all: true, ids: new Set() }

/** How many can be chosen one by one: what a question can name. */
export const mostByOne = 5_000

export function isChosen({ all, ids }: Selection, id: string): boolean {
  return ids.has(id) !== all
}

/** Of these, each is then chosen, or is not. */
export function chosen(
  { all, ids }: Selection,
  those: readonly string[],
  choose: boolean,
): Selection {
  const next = new Set(ids)
  for (const id of those) {
    if (choose === all) next.delete(id)
    else next.add(id)
  }
  return { all, ids: next }
}

/** `undefined` until everybody is counted. */
export function countOf({ all, ids }: Selection, everyone: number | undefined): number | undefined {
  if (!all) return ids.size
  return everyone === undefined ? undefined : everyone - ids.size
}

/** What must hold besides what the list asks; `undefined` where all of it are chosen. */
export function questionOfSelection({ all, ids }: Selection): Question | undefined {
  const those: Question = { is: "one-of", customers: [...ids] }
  if (!all) return those
  return ids.size === 0 ? undefined : { is: "not", of: those }
}
