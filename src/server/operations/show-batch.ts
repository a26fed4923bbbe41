import type { Batch } from "#collect"

/** A batch as the API shows it. */
export function showBatch(batch: Batch) {
  const { id, source, fileName, bytes, content, state, dialect, progress, tally, failure } = batch
  return {
    id,
    source: { id: source.id, name: source.name, kind: source.kind },
    fileName,
    bytes,
    content,
    state,
    dialect,
    plan: planOf(batch),
    progress,
    tally,
    failure: failure === null ? null : { code: failure.code, facts: { ...failure.facts } },
    created: batch.created.toISOString(),
    started: instant(batch.started),
    finished: instant(batch.finished),
    undoneAt: instant(batch.undoneAt),
    undoneBy: batch.undoneBy,
    mends: batch.mends,
  }
}

function planOf({ plan, content, source, headers }: Batch) {
  if (plan !== null) return { ...plan, columns: plan.columns.map((column) => ({ ...column })) }
  const columns = headers.map((header) => ({
    header,
    field: null,
    confidence: 0,
    why: "none" as const,
  }))
  return {
    content,
    source: { name: source.name, kind: source.kind },
    key: null,
    sourceColumn: null,
    columns,
    dateOrder: "ymd" as const,
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
}

function instant(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
