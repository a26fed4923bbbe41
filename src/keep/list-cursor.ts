import { Failure } from "#kernel"

/** The orders in which customers can be read through. */
export const listSorts = ["updated", "-updated", "name", "-name", "number", "-number"] as const
export type ListSort = (typeof listSorts)[number]

/**
 * The last customer of the page before. Names are personal, so of a name only the customer's id is
 * told; its place is looked up again.
 */
export interface ListPlace {
  readonly sort: ListSort
  readonly id: string
  /** When it was changed last (sort by `updated`) or its number; absent for names. */
  readonly key?: string
}

export function printPlace({ sort, id, key }: ListPlace): string {
  const parts = key === undefined ? [sort, id] : [sort, id, key]
  return Buffer.from(JSON.stringify(parts)).toString("base64url")
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const keys: Readonly<Record<string, RegExp>> = {
  updated: /^\d{4,5}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/,
  number: /^\d{1,15}$/,
}

/** @throws Failure "keep/cursor" for what is no cursor of a list in this order */
export function parsePlace(cursor: string, sort: ListSort): ListPlace {
  const parts = readParts(cursor)
  const [madeFor, id, key] = parts
  const pattern = keys[sort.replace("-", "")]
  if (madeFor !== sort || id === undefined || !uuid.test(id)) throw badCursor()
  if (pattern === undefined) return { sort, id }
  if (key === undefined || !pattern.test(key)) throw badCursor()
  return { sort, id, key }
}

export function badCursor(): Failure {
  return new Failure("keep/cursor")
}

function readParts(cursor: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString())
    return Array.isArray(parts) ? parts.map(String) : []
  } catch {
    throw badCursor()
  }
}
