import type { RecordId, SourceId, Subject } from "#kernel"
import type { CaseMember } from "./case.ts"
import type { KeptRecord } from "./kept-record.ts"
import type { NamedSource } from "./source-names.store.ts"

/** A source as it is told beside what it said. */
export interface ToldSource {
  readonly id: SourceId
  readonly name: string
  readonly kind: string
  readonly trust: number
}

/** A record of a customer: who knows it, since when, and how much happened with it. */
export interface Member {
  readonly record: RecordId
  readonly source: ToldSource
  readonly sourceKey: string
  readonly subject: Subject
  readonly birth: number
  readonly bare: boolean
  /** `null` for what was typed by hand. */
  readonly batch: number | null
  readonly row: number
  readonly observed: string
  readonly received: string
  readonly events: number
}

export interface Witnesses {
  readonly sources: ReadonlyMap<number, NamedSource>
  readonly events: ReadonlyMap<RecordId, number>
}

export function memberOf({ record }: CaseMember, { sources, events }: Witnesses): Member {
  return {
    record: record.id,
    source: toldSource(record, sources),
    sourceKey: record.sourceKey,
    subject: record.subject,
    birth: record.birth,
    bare: record.bare,
    batch: record.batch === 0 ? null : record.batch,
    row: record.row,
    observed: new Date(record.observed).toISOString(),
    received: new Date(record.received).toISOString(),
    events: events.get(record.id) ?? 0,
  }
}

export function toldSource(
  { source }: Pick<KeptRecord, "source">,
  sources: ReadonlyMap<number, NamedSource>,
): ToldSource {
  const known = sources.get(source)
  // Sources are never deleted; a record of one that is not there is a broken database.
  if (known === undefined) throw new Error("a record names a source that does not exist")
  const { id, name, kind, trust } = known
  return { id, name, kind, trust }
}
