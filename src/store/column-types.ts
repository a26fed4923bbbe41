import type { PoolClient } from "pg"

/** Types of columns by name, as numbers of `pg_type`. */
export type TypesByColumn = ReadonlyMap<string, number>

/** What the columns of tables are: asked once a table, for a running program's schema stands still. */
export class ColumnTypes {
  private readonly known = new Map<string, TypesByColumn>()

  /** @param path the table as it is written in a statement */
  async of(client: PoolClient, path: string): Promise<TypesByColumn> {
    const before = this.known.get(path)
    if (before !== undefined) return before
    const { rows } = await client.query<{ name: string; type: number }>(
      `select attname as name, atttypid::bigint as type from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [path],
    )
    const types = new Map(rows.map(({ name, type }) => [name, type]))
    this.known.set(path, types)
    return types
  }
}
