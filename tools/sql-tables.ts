/** What a migration says of tables, as far as distribution cares. */
export type Statement =
  | { readonly is: "table"; readonly table: string }
  | { readonly is: "unique"; readonly table: string; readonly columns: readonly string[] }
  | ForeignKey

export interface ForeignKey {
  readonly is: "foreign"
  readonly table: string
  readonly columns: readonly string[]
  readonly target: string
  /** Empty: the target's primary key. */
  readonly targetColumns: readonly string[]
}

const name = String.raw`(?:if\s+not\s+exists\s+|only\s+)*([\w."]+)`
const list = String.raw`\(([^()]*)\)`
const createTable = new RegExp(
  String.raw`^create\s+(?:unlogged\s+)?table\s+${name}\s*\(([\s\S]*)\)`,
  "i",
)
const partition = /^create\s+(?:unlogged\s+)?table\s+[\w."\s]+partition\s+of\b/i
const alterTable = new RegExp(String.raw`^alter\s+table\s+${name}\s+([\s\S]*)`, "i")
const uniqueIndex = new RegExp(
  String.raw`^create\s+unique\s+index\s+[\s\S]*?\bon\s+${name}\s*(?:using\s+\w+\s*)?\(([\s\S]*?)\)\s*(?:include|where|with|nulls|tablespace|$)`,
  "i",
)
const uniqueClause = new RegExp(
  String.raw`^(?:unique(?:\s+nulls\s+(?:not\s+)?distinct)?|primary\s+key)\s*${list}`,
  "i",
)
const foreignClause = new RegExp(
  String.raw`^foreign\s+key\s*${list}\s*references\s+${name}\s*(?:${list})?`,
  "i",
)
const reference = new RegExp(String.raw`\breferences\s+${name}\s*(?:${list})?`, "i")

/** Tables, unique keys and foreign keys of a migration. Temporary tables and bodies of functions are passed over. */
export function readTables(sql: string): readonly Statement[] {
  return split(plain(sql), ";").flatMap((statement) => {
    if (partition.test(statement)) return []
    const [, table, body] = createTable.exec(statement) ?? []
    if (table !== undefined && body !== undefined) {
      const clauses = split(body, ",").flatMap((clause) => readClause(bare(table), clause))
      return [{ is: "table", table: bare(table) }, ...clauses]
    }
    return [...readAlter(statement), ...readIndex(statement)]
  })
}

function readAlter(statement: string): readonly Statement[] {
  const [, table, body] = alterTable.exec(statement) ?? []
  if (table === undefined || body === undefined) return []
  return split(body, ",").flatMap((action) => {
    const [, added] = /^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?([\s\S]*)/i.exec(action) ?? []
    return added === undefined ? [] : readClause(bare(table), added)
  })
}

function readIndex(statement: string): readonly Statement[] {
  const [, table, columns] = uniqueIndex.exec(statement) ?? []
  if (table === undefined || columns === undefined) return []
  return [{ is: "unique", table: bare(table), columns: namesOf(columns) }]
}

/** One column or constraint of a table. */
function readClause(table: string, written: string): readonly Statement[] {
  const clause = written.replace(/^constraint\s+\S+\s+/i, "")
  const [, unique] = uniqueClause.exec(clause) ?? []
  if (unique !== undefined) return [{ is: "unique", table, columns: namesOf(unique) }]
  const [, from, to, targets] = foreignClause.exec(clause) ?? []
  if (from !== undefined && to !== undefined) {
    return [foreignKey(table, namesOf(from), [to, targets])]
  }
  return readColumn(table, clause)
}

function readColumn(table: string, clause: string): readonly Statement[] {
  const columns = namesOf(/^\S+/.exec(clause)?.[0] ?? "")
  const [, target, targets] = reference.exec(clause) ?? []
  return [
    ...(/\b(unique|primary\s+key)\b/i.test(clause)
      ? [{ is: "unique", table, columns } as const]
      : []),
    ...(target === undefined ? [] : [foreignKey(table, columns, [target, targets])]),
  ]
}

function foreignKey(
  table: string,
  columns: readonly string[],
  [target, targets]: readonly [string, string | undefined],
): ForeignKey {
  return {
    is: "foreign",
    table,
    columns,
    target: bare(target),
    targetColumns: namesOf(targets ?? ""),
  }
}

/** Without comments, and with texts and bodies of functions emptied. */
function plain(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'/g, (found) =>
    found.startsWith("--") || found.startsWith("/*") ? " " : "''",
  )
}

/** Splits where the sign stands outside parentheses. */
function split(text: string, sign: string): readonly string[] {
  const parts = [""]
  let depth = 0
  for (const character of text) {
    if (character === "(") depth++
    if (character === ")") depth--
    if (character === sign && depth === 0) parts.push("")
    else parts.push(`${parts.pop() ?? ""}${character}`)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "")
}

function namesOf(columns: string): readonly string[] {
  return split(columns, ",").map((column) => bare(/^[^\s]+/.exec(column)?.[0] ?? ""))
}

function bare(identifier: string): string {
  return identifier
    .replaceAll('"', "")
    .replace(/^public\./, "")
    .toLowerCase()
}
