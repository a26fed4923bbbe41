import { sql } from "kysely"
import { receive, updateBatch, readBatch, type Batch, type BatchPlan } from "#collect"
import type { FlowPorts, Run } from "#flow"
import { auditTrail, ownerOf, randomKeys, sealerOf } from "#govern"
import { systemClock } from "#kernel"
import { journal, type OpenStore } from "#store"

/** A delivery in short: rows of cells, and what each column is. */
export interface TestDelivery {
  readonly source: string
  /** Headers, each with the field it feeds; `null` for none. */
  readonly columns: Readonly<Record<string, string | null>>
  readonly rows: readonly (readonly string[])[]
  readonly key?: string
  readonly sourceColumn?: string
  readonly content?: "people" | "organisations"
}

/** The house without server: a fresh database, keys of its own, and ways to look at the tables. */
export interface TestHouse {
  readonly ports: FlowPorts
  readonly run: Run
  /** Receives a delivery and says how it is to be read. */
  readonly deliver: (delivery: TestDelivery) => Promise<Batch>
  /** Says how far a source is trusted. */
  readonly trust: (source: string, trust: number) => Promise<void>
  readonly rows: (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly close: () => Promise<void>
}

/** A house on an empty database, wherever that is; closing it is `close`. */
export function houseOn(store: OpenStore, close: () => Promise<void>): TestHouse {
  const sealer = sealerOf(randomKeys())
  const ports: FlowPorts = { store, sealer, journal, audit: auditTrail, clock: systemClock }
  const principal = ownerOf(sealer)
  return {
    ports,
    run: { principal },
    close,
    rows: (statement) =>
      store.read(
        async (tx) =>
          (await sql<Record<string, unknown>>`${sql.raw(statement)}`.execute(tx.tables())).rows,
      ),
    trust: async (source, trust) => {
      await store.transaction((tx) =>
        sql`update source set trust = ${trust} where name = ${source}`.execute(tx.tables()),
      )
    },
    deliver: async (delivery) => {
      const id = await receive(ports, {
        principal,
        fileName: "test.csv",
        source: { name: delivery.source, kind: "file" },
        content: delivery.content ?? "people",
        bytes: bytesOf(delivery),
      })
      return store.transaction(async (tx) => {
        await updateBatch(tx, id, { plan: planOf(delivery) })
        return readBatch(tx, id)
      })
    },
  }
}

async function* bytesOf({ columns, rows }: TestDelivery): AsyncGenerator<Uint8Array> {
  const lines = [Object.keys(columns), ...rows].map((cells) => cells.map(quoted).join(","))
  yield Buffer.from(`${lines.join("\n")}\n`)
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

function planOf(delivery: TestDelivery): BatchPlan {
  return {
    content: delivery.content ?? "people",
    source: { name: delivery.source, kind: "file" },
    key: delivery.key ?? null,
    sourceColumn: delivery.sourceColumn ?? null,
    columns: Object.entries(delivery.columns).map(([header, field]) => ({
      header,
      field,
      confidence: 1,
      why: "person" as const,
    })),
    dateOrder: "ymd",
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
}
