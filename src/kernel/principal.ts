import type { PrincipalId } from "./ids.ts"

/** What may be allowed or refused, `noun/verb`. Operations name one each. */
export const permissions = [
  "system/read",
  "system/administer",
  "source/read",
  "source/write",
  "batch/read",
  "batch/write",
  "customer/read",
  "customer/reveal",
  "customer/export",
  "decision/write",
  "note/write",
  "analysis/read",
  "analysis/run",
  "question/write",
] as const
export type Permission = (typeof permissions)[number]

/** As whom an operation runs. Every journal, audit and job row carries its id. */
export interface Principal {
  readonly id: PrincipalId
  readonly actor: "owner" | "person" | "program"
  readonly permissions: readonly Permission[]
  /** Departments whose records are seen; `all` until departments exist. */
  readonly departments: "all" | readonly number[]
  readonly purpose: string
}
