import { escapeIdentifier } from "pg"

/** What the roles are called: `app` works, `ro` only reads. */
export interface RoleNames {
  readonly app: string
  readonly ro: string
}

const schemas = ["public", "job"]

/**
 * What each role may do in a migrated database, by convention: `app` reads and writes rows and runs
 * functions, but makes no tables; `ro` reads. Run by the owner after every migration.
 */
export function grantStatements(roles: RoleNames): readonly string[] {
  const app = escapeIdentifier(roles.app)
  const ro = escapeIdentifier(roles.ro)
  return [
    ...schemas.flatMap((schema) => grantsIn(schema, app, ro)),
    `revoke insert, update, delete on migration from ${app}`,
  ]
}

function grantsIn(schema: string, app: string, ro: string): readonly string[] {
  const grants = [
    `revoke create on schema ${schema} from public`,
    `grant usage on schema ${schema} to ${app}, ${ro}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${app}`,
    `grant usage, select on all sequences in schema ${schema} to ${app}`,
    `revoke execute on all functions in schema ${schema} from public`,
    `grant execute on all functions in schema ${schema} to ${app}`,
    `grant select on all tables in schema ${schema} to ${ro}`,
    // Tables that functions of the owner make while the application runs.
    `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${app}`,
    `alter default privileges in schema ${schema} grant select on tables to ${ro}`,
  ]
  // A database that is only partly migrated, as in tests, may lack a schema.
  const quoted = grants.map((grant) => `execute $grant$${grant}$grant$;`).join("\n")
  return [
    `do $do$ begin if to_regnamespace('${schema}') is not null then\n${quoted}\nend if; end $do$`,
  ]
}
