import type { Permission } from "#kernel"
import { analysis } from "./analysis.ts"
import { batch } from "./batch.ts"
import { bulk } from "./bulk.ts"
import { customer } from "./customer.ts"
import { decision } from "./decision.ts"
import { foresight } from "./foresight.ts"
import { note } from "./note.ts"
import { question } from "./question.ts"
import { source } from "./source.ts"
import { system } from "./system.ts"
import { task } from "./task.ts"
import { undoing } from "./undoing.ts"
import { view } from "./view.ts"

/** Every operation of the house. Routes, client, command line, reference and rights derive from it. */
export const contract = {
  analysis,
  batch,
  bulk,
  customer,
  decision,
  foresight,
  question,
  source,
  system,
  undoing,
  view,
  note,
  task,
}

/** What is said of an operation beside its shapes. */
export interface Operation {
  /** `noun.verb`; its text is `operation.<name>`. */
  readonly name: string
  readonly method: string
  /** Below `/api/v1`; `{name}` stands for a value. */
  readonly path: string
  readonly permission: Permission | undefined
  readonly mutates: boolean
  /** Statuses by the codes of the failures it declares. */
  readonly failures: Readonly<Record<string, number>>
}

/** The operations as a list, in the order of the contract. */
export const operations: readonly Operation[] = Object.entries(contract).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => {
    const { meta, route, errorMap } = operation["~orpc"]
    const declared: Readonly<Record<string, { readonly status?: number } | undefined>> = errorMap
    const failures = Object.entries(declared).map(([code, error]) => [code, error?.status ?? 500])
    return {
      name: `${noun}.${verb}`,
      method: route.method ?? "POST",
      path: route.path ?? "/",
      permission: meta.permission,
      mutates: meta.mutates,
      failures: Object.fromEntries(failures),
    }
  }),
)
