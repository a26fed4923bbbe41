/** A column of the list as it is shown; without a width it takes what its kind needs. */
export interface ShownColumn {
  readonly id: string
  /** Pixels. */
  readonly width?: number | undefined
}

const narrowest = 48
const widest = 800

const written = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?(:\d{2,3})?$/
const most = 60

/** The columns that an address names; `undefined` where it names none, or none rightly. */
export function parseColumns(text: unknown): readonly ShownColumn[] | undefined {
  if (typeof text !== "string") return undefined
  const parts = text.split(",").slice(0, most)
  if (!parts.every((part) => written.test(part))) return undefined
  return parts.map((part) => {
    const [id = "", width] = part.split(":")
    return width === undefined ? { id } : { id, width: within(Number(width)) }
  })
}

export function printColumns(columns: readonly ShownColumn[]): string {
  return columns.map(({ id, width }) => (width === undefined ? id : `${id}:${width}`)).join(",")
}

function within(width: number): number {
  return Math.max(narrowest, Math.min(widest, Math.round(width)))
}

/** The same columns with one in another place; nobody moves out at an end. */
export function moved(
  columns: readonly ShownColumn[],
  from: number,
  to: number,
): readonly ShownColumn[] {
  const column = columns[from]
  const place = Math.max(0, Math.min(columns.length - 1, to))
  if (column === undefined || place === from) return columns
  const rest = columns.filter((_one, at) => at !== from)
  return rest.toSpliced(place, 0, column)
}

/** The same columns, one of them as wide as that. */
export function widened(
  columns: readonly ShownColumn[],
  id: string,
  width: number,
): readonly ShownColumn[] {
  return columns.map((column) => (column.id === id ? { id, width: within(width) } : column))
}
