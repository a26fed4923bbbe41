import {
  BOOLEAN,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  LIST,
  listValue,
  SQLNULL,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api"
import { duckFaultOf } from "./duck-fault.ts"

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
  private readonly instance: DuckDBInstance

  private constructor(instance: DuckDBInstance) {
    this.instance = instance
  }

  /** @throws Failure "store/mirror-locked" | DuckFault where the file is damaged */
  static async open(path: string, { memoryMb, threads }: DuckLimits): Promise<Duck> {
    try {
      const instance = await DuckDBInstance.create(path, {
        memory_limit: `${memoryMb}MB`,
        threads: String(threads),
        temp_directory: `${path}.tmp`,
        preserve_insertion_order: "false",
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
      })
      return new Duck(instance)
    } catch (error) {
      throw duckFaultOf(error)
    }
  }

  async connect(): Promise<DuckConnection> {
    const connection = new DuckConnection(await this.instance.connect())
    await connection.run("set timezone = 'UTC'")
    return connection
  }

  close(): void {
    this.instance.closeSync()
  }
}

/** One session: a transaction at a time. */
export class DuckConnection {
  private readonly connection: DuckDBConnection

  constructor(connection: DuckDBConnection) {
    this.connection = connection
  }

  async run(text: string): Promise<void> {
    await this.connection.run(text).catch((error: unknown) => {
      throw duckFaultOf(error)
    })
  }

  async read(text: string, parameters: readonly MirrorParameter[] = []): Promise<MirrorColumns> {
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

function bound(parameter: MirrorParameter): DuckDBValue {
  return typeof parameter === "object" && parameter !== null ? listValue([...parameter]) : parameter
}

/** Told, not guessed: an empty list does not show what it is a list of. */
function typeOf(parameter: MirrorParameter): DuckDBType {
  if (parameter === null) return SQLNULL
  if (typeof parameter === "object") return LIST(typeOf(parameter[0] ?? ""))
  if (typeof parameter === "boolean") return BOOLEAN
  return typeof parameter === "number" ? DOUBLE : VARCHAR
}

function valueOf(value: DuckDBValue): MirrorValue {
  if (value === null || typeof value !== "object") return scalar(value)
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n))
  if (value instanceof DuckDBListValue) return value.items.map(valueOf)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return value.toString()
  return value.toString()
}

/** Counts and sums fit into 53 bits for longer than we live; what does not must not be rounded. */
function scalar(value: string | number | boolean | bigint | null): MirrorValue {
  if (typeof value !== "bigint") return value
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError("a number beyond 2^53: read it as text")
  return number
}
