import type { Rejection } from "./asking-batch.ts"

/** Rejected rows of one reason. */
export interface ReasonGroup {
  readonly code: string
  readonly rows: number
  readonly first: Rejection
}

/** Why rows were rejected, the most frequent reason first. */
export function reasonGroups(rejections: readonly Rejection[]): readonly ReasonGroup[] {
  const groups = new Map<string, { code: string; rows: number; first: Rejection }>()
  for (const rejection of rejections) {
    const known = groups.get(rejection.code)
    if (known === undefined) {
      groups.set(rejection.code, { code: rejection.code, rows: 1, first: rejection })
    } else known.rows++
  }
  return [...groups.values()].toSorted((one, other) => other.rows - one.rows)
}
