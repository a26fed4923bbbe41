/**
 * How every table would lie on several machines. `by` is the column it is distributed by: every
 * unique key of it contains that column. `reference`: small, copied to every machine.
 * `coordinator`: stays on one machine, because it is a queue or a counter of the whole house.
 */
export type Distribution = { readonly by: string } | "reference" | "coordinator"

export const distribution: Readonly<Record<string, Distribution>> = {
  source: "reference",
  batch: "reference",
  raw_chunk: { by: "batch" },
  rejection: { by: "batch" },
  foresight: { by: "batch" },
  foreseen: { by: "batch" },
  mending: { by: "batch" },
  load: "reference",
  event: { by: "record" },
  event_history: { by: "record" },
  match_key: { by: "k" },
  link: { by: "a" },
  resolve_run: "reference",
  batch_plan: { by: "batch" },
  birth_counter: "coordinator",
  record: { by: "id" },
  record_version: { by: "record" },
  record_history: { by: "record" },
  batch_chunk: { by: "batch" },
  undo_account: { by: "batch" },
  customer: { by: "id" },
  customer_history: { by: "customer" },
  customer_search: { by: "id" },
  model_run: "reference",
  trait_rfm: { by: "customer" },
  note: { by: "record" },
  note_filing: { by: "note" },
  task: { by: "record" },
  question: "reference",
  bulk_edit: "reference",
  bulk_edit_customer: { by: "bulk" },
  saved_view: "reference",
  saved_view_use: { by: "view" },
  audit: "coordinator",
  setting: "reference",
  outbox: "coordinator",
  journal: "coordinator",
  consumer: "coordinator",
  idempotency: { by: "key" },
}
