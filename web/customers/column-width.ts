import type { ShownColumn } from "./shown-columns.ts"
import type { ListColumn } from "./use-view.ts"

/** What a kind needs, in pixels; what is left over is shared out by it. */
const needs: Readonly<Record<string, number>> = {
  count: 76,
  number: 96,
  date: 136,
  instant: 124,
  money: 116,
  choice: 104,
  region: 100,
  phone: 140,
  email: 190,
  address: 240,
  link: 180,
  source: 116,
  "company-name": 180,
  "identity-number": 176,
  "credit-code": 184,
  "person-name": 108,
}
const usual = 120

export function widthOf(column: ListColumn, { width }: ShownColumn): number {
  return width ?? needs[column.kind] ?? usual
}

/** Tracks of the grid: tick box, customer, and the columns in their order. */
export function tracksOf(
  columns: readonly { readonly column: ListColumn; readonly shown: ShownColumn }[],
) {
  const tracks = columns.map(({ column, shown }) => {
    const width = widthOf(column, shown)
    return shown.width === undefined ? `minmax(${width}px, ${width}fr)` : `${width}px`
  })
  return ["36px", "minmax(180px, 220fr)", ...tracks].join(" ")
}

const ends: ReadonlySet<string> = new Set(["count", "number", "money", "instant"])

/** Numbers and times stand at the end of their column. */
export function isAtEnd({ kind, id }: ListColumn): boolean {
  return ends.has(kind) && id !== "number"
}
