const longestHeader = 200

/**
 * Names of columns, each once, in order: an empty one is called by its place (`3`), a second `phone`
 * is `phone (2)`. They are data, never keys of an object: a column may be called `__proto__`.
 */
export function nameColumns(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return cells.map((cell, column) => {
    const wanted = tidy(cell) || String(column + 1)
    let name = wanted
    for (let again = 2; taken.has(name); again++) name = `${wanted} (${again})`
    taken.add(name)
    return name
  })
}

/** Names of `count` columns that have none. */
export function numberColumns(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, column) => String(column + 1))
}

function tidy(cell: string): string {
  return cell
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, longestHeader)
    .toWellFormed()
}
