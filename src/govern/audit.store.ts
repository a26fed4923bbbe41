import type { ColumnType, GeneratedAlways } from "kysely"
import { PrincipalId, type Audit, type Facts } from "#kernel"
import type { Tx } from "#store"

interface AuditTables {
  readonly audit: {
    readonly id: GeneratedAlways<number>
    readonly at: GeneratedAlways<Date>
    readonly principal: string
    readonly action: string
    readonly object: string
    readonly facts: ColumnType<Facts, string, never>
  }
}

/** An entry as it is read back. */
export interface AuditLine {
  readonly id: number
  readonly at: Date
  readonly principal: PrincipalId
  readonly action: string
  readonly object: string
  readonly facts: Facts
}

export interface AuditPage {
  readonly limit: number
  /** Only entries older than this one: the last of the page before. */
  readonly before?: number
  /** Only entries about this object. */
  readonly object?: string
}

/** Writes into the caller's transaction: what was undone was never done. */
export const auditTrail: Audit<Tx> = {
  write: async (tx, { principal, action, object, facts = {} }) => {
    await tx
      .tables<AuditTables>()
      .insertInto("audit")
      .values({ principal: principal.id, action, object, facts: JSON.stringify(facts) })
      .execute()
  },
}

/** The audit trail, newest first. */
export async function readAudit(tx: Tx, page: AuditPage): Promise<readonly AuditLine[]> {
  const { before, object } = page
  const lines = await tx
    .tables<AuditTables>()
    .selectFrom("audit")
    .select(["id", "at", "principal", "action", "object", "facts"])
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? 0))
    .$if(object !== undefined, (query) => query.where("object", "=", object ?? ""))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute()
  return lines.map((line) => ({ ...line, principal: PrincipalId.parse(line.principal) }))
}
