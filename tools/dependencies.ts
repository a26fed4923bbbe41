import type { Lock } from "./lock.ts"

/**
 * Every dependency has a row in docs/dependencies.md, `| name | licence | reason |`, with the licence
 * that the lock says; a row without a dependency is old.
 */
export function dependencyFaults(lock: Lock, document: string): readonly string[] {
  const project = lock.packages[""] ?? {}
  const names = Object.keys({
    ...project.dependencies,
    ...project.devDependencies,
    ...project.optionalDependencies,
  })
  const rows = rowsOf(document)
  return [
    ...names.flatMap((name) =>
      rowFaults(name, rows.get(name), lock.packages[`node_modules/${name}`]?.license),
    ),
    ...[...rows.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${name} has a row but is no dependency`),
  ]
}

interface Row {
  readonly licence: string
  readonly reason: string
}

function rowFaults(
  name: string,
  row: Row | undefined,
  licence: string | undefined,
): readonly string[] {
  if (row === undefined) return [`${name} has no row with its licence and reason`]
  return [
    ...(row.reason === "" ? [`${name} has no reason`] : []),
    ...(licence === undefined || row.licence === licence
      ? []
      : [`${name} is under ${licence}, its row says ${row.licence}`]),
  ]
}

/** Rows whose first cell is one name in backticks. */
function rowsOf(document: string): ReadonlyMap<string, Row> {
  const rows = document.matchAll(/^\| *`([^`]+)` *\| *([^|]*?) *\| *([^|]*?) *\|/gm)
  return new Map(
    [...rows].map(([, name = "", licence = "", reason = ""]) => [name, { licence, reason }]),
  )
}
