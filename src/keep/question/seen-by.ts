import { sql } from "kysely"
import type { Principal } from "#kernel"
import { always, type Printed } from "./printed.ts"

/** A customer is seen by every department that has a record of it. */
export function seenBy({ departments }: Pick<Principal, "departments">): Printed {
  if (departments === "all") return always
  return { postgres: sql`c.departments && ${departments}::integer[]` }
}
