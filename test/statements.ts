import { DuckDBInstance } from "@duckdb/node-api"
import { parseSync, loadModule } from "libpg-query"
import { PostgresQueryCompiler, type KyselyPlugin } from "kysely"
import { z } from "zod"
import type { Store, Tx } from "#store"

/** What a statement that was made from a question may read, and the functions it may call. */
export interface Allowed {
  readonly relations: readonly string[]
  readonly functions: readonly string[]
}

/** Kinds of node in the tree of PostgreSQL's parser that a reading statement is made of. */
const nodes: ReadonlySet<string> = new Set([
  "A_ArrayExpr",
  "A_Const",
  "A_Expr",
  "A_Indices",
  "A_Indirection",
  "A_Star",
  "Alias",
  "BoolExpr",
  "CaseExpr",
  "CaseWhen",
  "CoalesceExpr",
  "CollateClause",
  "CommonTableExpr",
  "ColumnRef",
  "FuncCall",
  "Integer",
  "JoinExpr",
  "List",
  "MinMaxExpr",
  "NullTest",
  "ParamRef",
  "RangeFunction",
  "RangeSubselect",
  "RangeVar",
  "ResTarget",
  "RowExpr",
  "SelectStmt",
  "SortBy",
  "String",
  "SubLink",
  "TypeCast",
  "TypeName",
  "WithClause",
])

/** Clauses by which a SELECT does more than read, or reads what it was not meant to. */
const forbidden: ReadonlySet<string> = new Set(["intoClause", "lockingClause"])

await loadModule()

/** The same store; whatever is read of it through Kysely is told, as it goes to the database. */
export function watched(store: Store, tell: (text: string) => void): Store {
  return {
    transaction: (work) => store.transaction(work),
    read: (work) => store.read((tx) => work(watchedTx(tx, tell))),
    exclusively: (name, work) => store.exclusively(name, work),
    close: () => store.close(),
  }
}

function watchedTx(tx: Tx, tell: (text: string) => void): Tx {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      tell(new PostgresQueryCompiler().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    tables: <Tables>() => tx.tables<Tables>().withPlugin(plugin),
    copyIn: (target, rows) => tx.copyIn(target, rows),
    copyOut: (select, to) => tx.copyOut(select, to),
  }
}

/**
 * What is wrong with a statement for PostgreSQL: anything but one SELECT of allowed nodes, relations and
 * functions. Nothing is wrong: an empty list.
 */
export function statementFaults(text: string, allowed: Allowed): readonly string[] {
  const { stmts } = Parsed.parse(parseSync(text))
  if (stmts.length !== 1) return [`${stmts.length} statements`]
  const [first] = stmts
  if (!Object.hasOwn(Tree.parse(first?.stmt), "SelectStmt")) return ["not a SELECT"]
  return [...new Set(treeFaults(first?.stmt, allowed))]
}

const Parsed = z.looseObject({ stmts: z.array(z.looseObject({ stmt: z.unknown() })) })
const Tree = z.record(z.string(), z.unknown())
const Relation = z.looseObject({ relname: z.string(), schemaname: z.string().optional() })
const Call = z.looseObject({
  funcname: z.array(z.object({ String: z.object({ sval: z.string() }) })),
})

function treeFaults(tree: unknown, allowed: Allowed): readonly string[] {
  if (Array.isArray(tree)) return tree.flatMap((part) => treeFaults(part, allowed))
  if (typeof tree !== "object" || tree === null) return []
  return Object.entries(tree).flatMap(([name, part]) => [
    ...(/^[A-Z]/.test(name) && !nodes.has(name) ? [`node ${name}`] : []),
    ...(forbidden.has(name) ? [`clause ${name}`] : []),
    ...(name === "RangeVar" ? relationFaults(part, allowed) : []),
    ...(name === "FuncCall" ? functionFaults(part, allowed) : []),
    ...treeFaults(part, allowed),
  ])
}

function relationFaults(part: unknown, { relations }: Allowed): readonly string[] {
  const { relname, schemaname } = Relation.parse(part)
  if (schemaname === undefined && relations.includes(relname)) return []
  return [`relation ${[schemaname, relname].filter(Boolean).join(".")}`]
}

function functionFaults(part: unknown, { functions }: Allowed): readonly string[] {
  const name = Call.parse(part)
    .funcname.map(({ String: { sval } }) => sval)
    .join(".")
  return functions.includes(name) ? [] : [`function ${name}`]
}

/** The same for a statement for DuckDB, by what its own parser makes of it; it takes nothing but SELECTs. */
export async function mirrorStatementFaults(
  text: string,
  allowed: Allowed,
): Promise<readonly string[]> {
  const reader = await duck.runAndReadAll("select json_serialize_sql($1::varchar)", [text])
  const told = Serialized.parse(JSON.parse(z.string().parse(reader.getRows()[0]?.[0])))
  if (told.error) return [told.error_message ?? "no SELECT"]
  if (told.statements?.length !== 1) return [`${told.statements?.length} statements`]
  return [...new Set(mirrorTreeFaults(told.statements, allowed))]
}

const duck = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect()
const Serialized = z.looseObject({
  error: z.boolean(),
  error_message: z.string().optional(),
  statements: z.array(z.unknown()).optional(),
})
const Named = z.looseObject({
  table_name: z.string().optional(),
  function_name: z.string().optional(),
  schema_name: z.string().optional(),
})

function mirrorTreeFaults(tree: unknown, allowed: Allowed): readonly string[] {
  if (Array.isArray(tree)) return tree.flatMap((part) => mirrorTreeFaults(part, allowed))
  if (typeof tree !== "object" || tree === null) return []
  const named = Named.safeParse(tree)
  return [
    ...(named.success ? nameFaults(named.data, allowed) : []),
    ...Object.values(tree).flatMap((part) => mirrorTreeFaults(part, allowed)),
  ]
}

function nameFaults(
  { table_name: table, function_name: called, schema_name: schema }: z.infer<typeof Named>,
  { relations, functions }: Allowed,
): readonly string[] {
  return [
    ...(table === undefined || relations.includes(table) ? [] : [`relation ${table}`]),
    ...(called === undefined || functions.includes(called) ? [] : [`function ${called}`]),
    ...(schema === undefined || schema === "" ? [] : [`schema ${schema}`]),
  ]
}
