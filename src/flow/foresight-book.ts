import type { FieldForesight, Foreseen, ForeseenKind, Foresight, ReasonForesight } from "#collect"
import type { CleanValue, CleanValues, CustomerId, FieldId, RecordId } from "#kernel"
import { rulesOf } from "#resolve"
import type { Refusal } from "./arrival.ts"
import type { Piece } from "./plan-pieces.ts"

/** What the rows of a file would do, told by a plan that is not carried out. */
export type ForeseenPiece = Pick<Piece, "resolved" | "reconciled">

type Lines = Readonly<Record<ForeseenKind, readonly Foreseen[]>>

/** Writes down what would happen, as the plan of a file is worked out piece by piece. */
export interface ForesightBook {
  /** Pieces and refusals of a portion of the file. */
  take(pieces: readonly ForeseenPiece[], refusals: readonly Refusal[]): void
  close(): { readonly summary: Foresight; readonly lines: Lines }
}

/** So many of a kind can be looked at one by one; all are counted. */
const mostLines = 1_000
const mostRows = 20

interface Open {
  readonly counts: Record<ForeseenKind, number>
  readonly lines: Record<ForeseenKind, Foreseen[]>
  readonly fields: Map<FieldId, { records: number; gained: number; lost: number }>
  readonly reasons: Map<string, ReasonForesight>
  /** Records that an earlier portion would have changed: they change once. */
  readonly changed: Set<RecordId>
  portions: number
}

export function foresightBook(): ForesightBook {
  const open: Open = {
    counts: { changed: 0, merged: 0, joined: 0, new: 0 },
    lines: { changed: [], merged: [], joined: [], new: [] },
    fields: new Map(),
    reasons: new Map(),
    changed: new Set(),
    portions: 0,
  }
  return {
    take: (pieces, refusals) => {
      open.portions += 1
      for (const piece of pieces) {
        takeChanges(open, piece)
        takeCustomers(open, piece)
      }
      for (const refusal of refusals) takeRefusal(open, refusal)
    },
    close: () => ({ summary: summaryOf(open), lines: open.lines }),
  }
}

function write({ counts, lines }: Open, kind: ForeseenKind, line: Foreseen): void {
  counts[kind] += 1
  if (lines[kind].length < mostLines) lines[kind].push(line)
}

/** Records that are known and would say something else. */
function takeChanges(open: Open, { reconciled }: ForeseenPiece): void {
  for (const { change, replaced } of reconciled) {
    const { id, before, after } = change
    if (before === undefined || after === undefined || replaced === undefined) continue
    const fields = changedFields(before.clean, after.clean)
    if (fields.length === 0 || open.changed.has(id)) continue
    open.changed.add(id)
    for (const field of fields)
      countField(open, { field, before: before.clean, after: after.clean })
    const rows = [replaced.row]
    write(open, "changed", { customers: [before.customer], rows, of: 1, record: id, rules: [] })
  }
}

/** Fields of which two states of a record do not say the same. Sealed values are told by their index. */
export function changedFields(before: CleanValues, after: CleanValues): readonly FieldId[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].filter((field) => said(before[field]) !== said(after[field]))
}

function said(values: readonly CleanValue[] = []): string {
  return values
    .flatMap(({ v, x }) => x ?? v ?? [])
    .toSorted()
    .join("\u001f")
}

interface ChangedField {
  readonly field: FieldId
  readonly before: CleanValues
  readonly after: CleanValues
}

function countField({ fields }: Open, { field, before, after }: ChangedField): void {
  const counted = fields.get(field) ?? { records: 0, gained: 0, lost: 0 }
  counted.records += 1
  if (said(before[field]) === "") counted.gained += 1
  if (said(after[field]) === "") counted.lost += 1
  fields.set(field, counted)
}

/** Customers as they would be, out of which customers and rows. */
interface Gathering {
  readonly customers: Set<CustomerId>
  readonly fresh: RecordId[]
  readonly rules: Set<string>
}

function takeCustomers(open: Open, { resolved, reconciled }: ForeseenPiece): void {
  const gatherings = new Map<CustomerId, Gathering>()
  for (const { id, before, after } of resolved.changes) {
    const customer = after === undefined ? undefined : resolved.customerOf.get(id)
    if (customer === undefined) continue
    const gathering = gatherings.get(customer) ?? emptyGathering()
    gatherings.set(customer, gathering)
    if (before === undefined) gathering.fresh.push(id)
    else gathering.customers.add(before.customer)
  }
  for (const { a, b, pattern } of resolved.linksMade) {
    const customer = resolved.customerOf.get(a)
    if (customer === undefined || customer !== resolved.customerOf.get(b)) continue
    for (const rule of rulesOf(pattern)) gatherings.get(customer)?.rules.add(rule)
  }
  const rowsOf = new Map(reconciled.map(({ change, rows }) => [change.id, rows]))
  for (const gathering of gatherings.values()) {
    const kind = kindOf(gathering)
    if (kind !== undefined) write(open, kind, lineOf(gathering, rowsOf))
  }
}

function emptyGathering(): Gathering {
  return { customers: new Set(), fresh: [], rules: new Set() }
}

function kindOf({ customers, fresh }: Gathering): ForeseenKind | undefined {
  if (customers.size > 1) return "merged"
  if (customers.size === 0) return "new"
  return fresh.length > 0 ? "joined" : undefined
}

function lineOf(
  { customers, fresh, rules }: Gathering,
  rowsOf: ReadonlyMap<RecordId, readonly number[]>,
): Foreseen {
  const rows = fresh.flatMap((id) => rowsOf.get(id) ?? []).toSorted((one, other) => one - other)
  const some = rows.slice(0, mostRows)
  return { customers: [...customers], rows: some, of: rows.length, rules: [...rules] }
}

function takeRefusal({ reasons }: Open, refusal: Refusal): void {
  const { row: first, code, facts = {} } = refusal
  const column = refusal.column ?? null
  const reason = `${code}\u001f${column ?? ""}`
  const known = reasons.get(reason) ?? { code, column, rows: 0, first, facts }
  reasons.set(reason, { ...known, rows: known.rows + 1 })
}

function summaryOf({ counts, fields, reasons, portions }: Open): Foresight {
  const told: readonly FieldForesight[] = Array.from(fields, ([field, counted]) => ({
    field,
    ...counted,
  }))
  return {
    counts: { ...counts },
    about: portions > 1,
    fields: told.toSorted((one, other) => other.records - one.records),
    reasons: [...reasons.values()].toSorted((one, other) => other.rows - one.rows),
  }
}
