import { guessMapping, orderRoles, type MappingGuess } from "#cleanse"
import {
  clearForesight,
  ensureSource,
  readBatch,
  readMapping,
  sampleOf,
  updateBatch,
  type Batch,
  type BatchPlan,
  type BatchState,
} from "#collect"
import { Failure, fieldOf, type BatchId, type Principal } from "#kernel"
import type { FlowPorts } from "./flow-ports.ts"
import { rememberedPlan } from "./remembered-plan.ts"

const sampleRows = 200

/** What a guess may go by. */
export interface GuessingBy {
  /** How the last file of the source was read, if it was like this one. */
  readonly memory: boolean
}

/**
 * Guesses what the columns of a batch are, by header, by values and by how the last file of its source
 * was read, and keeps the guess.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function guessPlan(
  ports: FlowPorts,
  id: BatchId,
  { memory }: GuessingBy = { memory: true },
): Promise<Batch> {
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  const { headers, rows } = await sampleOf(ports, id, { rows: sampleRows })
  const guess = planOf(batch, guessMapping(headers, rows, { as: batch.content }))
  return ports.store.transaction(async (tx) => {
    const last = memory ? await readMapping(tx, batch.source.id, batch.content) : undefined
    const plan = (last === undefined ? undefined : rememberedPlan(guess, last)) ?? guess
    const isKept = await updateBatch(tx, id, { plan, state: "received", when: { in: changeable } })
    if (!isKept) throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    await clearForesight(tx, id)
    return readBatch(tx, id)
  })
}

/** A column that seems to name sources is only suggested: nobody's rows change hands by a guess. */
function planOf({ content, source, headers }: Batch, guess: MappingGuess): BatchPlan {
  return {
    content,
    source: { name: source.name, kind: source.kind },
    key: guess.key === undefined ? null : (headers[guess.key] ?? null),
    sourceColumn: null,
    columns: guess.columns.map(({ header, field, role, confidence, why }) => ({
      header,
      field: field ?? role ?? null,
      confidence,
      why: why === "nothing" ? "none" : why,
    })),
    dateOrder: guess.dateOrder === "unknown" ? "ymd" : dateOrders[guess.dateOrder],
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
}

const dateOrders = { "day-first": "dmy", "month-first": "mdy" } as const

const changeable: readonly BatchState[] = ["received", "previewed"]

export interface PlanChange {
  readonly batch: BatchId
  readonly plan: BatchPlan
  readonly principal: Principal
}

/**
 * Replaces the guess by what a person wants, before anything is imported.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/unknown-column"
 *   | "flow/unknown-field"
 */
export async function changePlan(ports: FlowPorts, change: PlanChange): Promise<Batch> {
  const { batch: id, plan, principal } = change
  return ports.store.transaction(async (tx) => {
    const batch = await readBatch(tx, id)
    refuseUnknown(batch, plan)
    const source = await ensureSource(tx, { ...plan.source, principal })
    const isChanged = await updateBatch(tx, id, {
      plan,
      content: plan.content,
      source: source.id,
      state: "received",
      when: { in: changeable },
    })
    if (!isChanged) throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    await clearForesight(tx, id)
    return readBatch(tx, id)
  })
}

function refuseUnknown({ id, headers }: Batch, plan: BatchPlan): void {
  const named = [plan.key, plan.sourceColumn, ...plan.columns.map(({ header }) => header)]
  const unknown = named.find((header) => header !== null && !headers.includes(header))
  if (typeof unknown === "string") {
    throw new Failure("flow/unknown-column", { batch: id, column: unknown })
  }
  for (const { field } of plan.columns) {
    if (field === null || isTarget(plan, field)) continue
    throw new Failure("flow/unknown-field", { batch: id, field })
  }
}

function isTarget({ content }: BatchPlan, field: string): boolean {
  if (content === "orders") return orderRoles.some((role) => role === field)
  const subject = content === "people" ? "person" : "organisation"
  return fieldOf(field)?.of.includes(subject) ?? false
}
