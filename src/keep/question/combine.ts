import { sql } from "kysely"
import { always, never, type Printed } from "./printed.ts"

/** All of nothing is true. */
export function all(parts: readonly Printed[]): Printed {
  if (parts.length === 0) return always
  return {
    postgres: sql`(${sql.join(
      parts.map(({ postgres }) => postgres),
      sql` and `,
    )})`,
  }
}

/** One of nothing is false. */
export function some(parts: readonly Printed[]): Printed {
  if (parts.length === 0) return never
  return {
    postgres: sql`(${sql.join(
      parts.map(({ postgres }) => postgres),
      sql` or `,
    )})`,
  }
}

export function opposite({ postgres }: Printed): Printed {
  return { postgres: sql`(not ${postgres})` }
}
