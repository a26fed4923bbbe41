import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api"
import { duckFaultOf } from "./duck-fault.ts"

/** Loaded when it is needed: most commands never ask the mirror. */
const loadEngine = () => import("./duck-values.ts")
type Engine = Awaited<ReturnType<typeof loadEngine>>

/** How much of the machine the mirror may take. */
export interface DuckLimits {
  readonly memoryMb: number
  readonly threads: number
}

/** What comes out of the mirror: instants as Date, days and uuids as text, JSON as text. */
export type MirrorValue = string | number | boolean | Date | null | readonly MirrorValue[]
/** What goes in beside a statement. */
export type MirrorParameter = string | number | boolean | null | readonly (string | number)[]

export interface MirrorColumns {
  readonly names: readonly string[]
  /** One list of values for each name. */
  readonly columns: readonly (readonly MirrorValue[])[]
}

/** One file of DuckDB, open in this program. */
export class Duck {
  private readonly engine: Engine
  private readonly instance: DuckDBInstance

  private constructor(engine: Engine, instance: DuckDBInstance) {
    this.engine = engine
    this.instance = instance
  }

  /** @throws Failure "store/mirror-locked" | DuckFault where the file is damaged */
  static async open(path: string, { memoryMb, threads }: DuckLimits): Promise<Duck> {
    try {
      const engine = await loadEngine()
      const instance = await engine.DuckDBInstance.create(path, {
        memory_limit: `${memoryMb}MB`,
        threads: String(threads),
        temp_directory: `${path}.tmp`,
        preserve_insertion_order: "false",
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
      })
      return new Duck(engine, instance)
    } catch (error) {
      throw duckFaultOf(error)
    }
  }

  async connect(): Promise<DuckConnection> {
    const connection = new DuckConnection(this.engine, await this.instance.connect())
    await connection.run("set timezone = 'UTC'")
    return connection
  }

  close(): void {
    this.instance.closeSync()
  }
}

/** One session: a transaction at a time. */
export class DuckConnection {
  private readonly engine: Engine
  private readonly connection: DuckDBConnection

  constructor(engine: Engine, connection: DuckDBConnection) {
    this.engine = engine
    this.connection = connection
  }

  async run(text: string): Promise<void> {
    await this.connection.run(text).catch((error: unknown) => {
      throw duckFaultOf(error)
    })
  }

  async read(text: string, parameters: readonly MirrorParameter[] = []): Promise<MirrorColumns> {
    const { bound, typeOf, valueOf } = this.engine
    try {
      const values = parameters.map(bound)
      const result = await this.connection.run(text, values, parameters.map(typeOf))
      const names = result.columnNames()
      const columns = (await result.getColumns()).map((column) => column.map(valueOf))
      return { names, columns: names.map((_, at) => columns[at] ?? []) }
    } catch (error) {
      throw duckFaultOf(error)
    }
  }

  /** The only row. */
  async one(text: string, parameters: readonly MirrorParameter[] = []): Promise<MirrorRow> {
    const { names, columns } = await this.read(text, parameters)
    return Object.fromEntries(names.map((name, at) => [name, columns[at]?.[0] ?? null]))
  }

  close(): void {
    this.connection.closeSync()
  }
}

export type MirrorRow = Readonly<Record<string, MirrorValue>>
