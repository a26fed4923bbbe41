import {
  dictionary,
  Failure,
  type CleanValue,
  type Field,
  type FieldId,
  type Subject,
} from "#kernel"
import { usualContext, type CleanContext } from "./cleaner.ts"
import { cleanerOf } from "./cleaners.ts"
import { readCell } from "./read-cell.ts"
import { remembering } from "./remembering.ts"

export interface PlanInput {
  readonly subject: Subject
  /** For each column of the file the field that it feeds, in the order of the file. */
  readonly columns: readonly (FieldId | undefined)[]
  /** Standard and custom fields; the dictionary where nothing is said. */
  readonly fields?: readonly Field[]
  readonly context?: Partial<Omit<CleanContext, "field">>
}

/** How one field of a row is read: from which columns, and by what. */
export interface FieldPlan {
  readonly field: Field
  /** Positions of its columns, in the order of the file. */
  readonly at: readonly number[]
  /** One writing made of all its cells, or each cell for itself. */
  readonly joined: boolean
  readonly read: (written: string) => readonly CleanValue[]
}

/** Made once per delivery; holds what was read before, so rows are cheap. Not for several threads. */
export interface CleansePlan {
  readonly subject: Subject
  readonly fields: readonly FieldPlan[]
}

/**
 * Prepares the reading of a file.
 * @throws Failure "cleanse/unknown-field" | "cleanse/field-of-other-subject"
 */
export function planCleansing(input: PlanInput): CleansePlan {
  const columnsOf = new Map<FieldId, number[]>()
  for (const [at, id] of input.columns.entries()) {
    if (id === undefined) continue
    const columns = columnsOf.get(id)
    if (columns === undefined) columnsOf.set(id, [at])
    else columns.push(at)
  }
  return {
    subject: input.subject,
    fields: Array.from(columnsOf, ([id, at]) => planField(fieldFor(id, input), at, input)),
  }
}

function fieldFor(id: FieldId, { fields = dictionary, subject }: PlanInput): Field {
  const field = fields.find((one) => one.id === id)
  if (field === undefined) throw new Failure("cleanse/unknown-field", { field: id })
  if (!field.of.includes(subject)) {
    throw new Failure("cleanse/field-of-other-subject", { field: id, subject })
  }
  return field
}

function planField(field: Field, at: readonly number[], input: PlanInput): FieldPlan {
  const context = { ...usualContext, ...input.context, field }
  const cleaner = cleanerOf(field.kind)
  return {
    field,
    at,
    joined: at.length > 1 && field.kind === "address",
    read: remembering((written) => readCell(written, { cleaner, field, context })),
  }
}
