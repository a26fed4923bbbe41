import { guessMapping } from "#cleanse"
import { readBatch, sampleOf, updateBatch, type Batch, type BatchPlan } from "#collect"
import { cancelBatch, type FlowPorts, type Run } from "#flow"
import { Failure, type BatchId } from "#kernel"

// Stands in for what flow does not offer yet.

export async function guessPlan(ports: FlowPorts, id: BatchId): Promise<void> {
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  const { headers, rows } = await sampleOf(ports, id, { rows: 200 })
  const guess = guessMapping(headers, rows, { as: batch.content })
  const plan: BatchPlan = {
    content: batch.content,
    source: { name: batch.source.name, kind: batch.source.kind },
    key: guess.key === undefined ? null : (headers[guess.key] ?? null),
    sourceColumn: null,
    columns: guess.columns.map(({ header, field, role, confidence, why }) => ({
      header,
      field: field ?? role ?? null,
      confidence,
      why: why === "nothing" ? "none" : why,
    })),
    dateOrder: "ymd",
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
  await ports.store.transaction((tx) => updateBatch(tx, id, { plan }))
}

export async function changePlan(
  { store }: FlowPorts,
  { batch, plan }: { readonly batch: BatchId; readonly plan: BatchPlan },
): Promise<Batch> {
  return store.transaction(async (tx) => {
    const before = await readBatch(tx, batch)
    const changed = await updateBatch(tx, batch, {
      plan,
      content: plan.content,
      when: { in: ["received", "previewed"] },
    })
    if (!changed) throw new Failure("flow/batch-state", { batch, state: before.state })
    return readBatch(tx, batch)
  })
}

export async function discardBatch(ports: FlowPorts, id: BatchId, run: Run): Promise<void> {
  await cancelBatch(ports, id, run)
}
