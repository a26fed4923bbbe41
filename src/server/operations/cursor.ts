import { Failure } from "#kernel"

/** Where a list that is counted goes on. @throws Failure "server/input" for what is no cursor of ours */
export function parseCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  if (!/^[1-9]\d{0,15}$/.test(cursor)) {
    throw new Failure("server/input", { path: "cursor", issue: "other", wanted: "", more: 0 })
  }
  return Number(cursor)
}

export function printCursor(next: number | null): string | null {
  return next === null ? null : String(next)
}
