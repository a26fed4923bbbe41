import { Failure, type Facts } from "#kernel"

/** What one look at the store found. */
export interface Finding {
  readonly check:
    | "directory"
    | "disk"
    | "programs"
    | "database"
    | "migrations"
    | "size"
    | "durability"
    | "clock"
    | "connections"
    | "journal"
  readonly state: "ok" | "warn" | "bad"
  readonly facts: Facts
  /** Its sentence is `check.<code>`, or `failure.<code>` where the state is bad. */
  readonly code: `store/${string}`
}

type Check = Finding["check"]

/** One look: a failure is a finding, and the next look follows. */
export async function look(check: Check, at: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await at()
  } catch (error) {
    return badFinding(check, error)
  }
}

/** Only what somebody can act on is a finding; a bug stays one. */
export function badFinding(check: Check, error: unknown): Finding {
  if (!(error instanceof Failure)) throw error
  return {
    check,
    state: "bad",
    facts: error.facts,
    code: `store/${error.code.split("/")[1] ?? ""}`,
  }
}

/** Puts a finding into words. */
export function finding(
  check: Check,
  state: Finding["state"],
  ...[code, facts]: [Finding["code"], Facts]
): Finding {
  return { check, state, facts, code }
}
