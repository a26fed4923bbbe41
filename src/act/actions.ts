import type { Permission } from "#kernel"

/** One thing that the house can do about a customer. To add one is to add a value to the registry. */
export interface Action {
  /** Stable for ever; its text is `action.<id>`. */
  readonly id: string
  /** Asked of the Gate before each effect. */
  readonly permission: Permission
}

/** The registry: every action there is. None yet. */
export const actions: readonly Action[] = []
