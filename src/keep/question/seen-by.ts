import { sql } from "kysely"
import type { Principal } from "#kernel"
import { yes, type Sql } from "./printed.ts"

/** A customer is seen by every department that has a record of it. */
export function seenBy({ departments }: Pick<Principal, "departments">): Sql {
  if (departments === "all") return yes
  return sql`c.departments && ${departments}::integer[]`
}
