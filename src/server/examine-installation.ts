import { readKeys } from "#govern"
import { Failure, type Facts } from "#kernel"
import { examine, roleStatements, type Whereabouts } from "#store"
import { findServer } from "./server-file.ts"

/** What one look found. */
export interface Check {
  readonly check: string
  readonly state: "ok" | "warn" | "bad"
  /** Key of its sentence. */
  readonly text: string
  readonly facts: Facts
}

export interface Installation {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
}

/** Looks at everything an installation rests on, whether it runs or not, and changes nothing. */
export async function examineInstallation(installation: Installation): Promise<readonly Check[]> {
  const findings = await examine(whereaboutsOf(installation))
  return [
    { check: "node", state: "ok", text: "check.server/node", facts: { version: process.version } },
    ...findings.map(({ check, state, facts, code }) => {
      const text = `${state === "bad" ? "failure" : "check"}.${code}`
      return { check, state, text, facts }
    }),
    await lookAtKeys(installation),
    await lookAtServer(installation),
  ]
}

/**
 * What a database administrator runs once, where the owner of the database may not make roles.
 * @throws Failure "server/no-database-url"
 */
export async function databaseStatements(installation: Installation): Promise<string> {
  const { directory, url } = whereaboutsOf(installation)
  if (url === undefined) throw new Failure("server/no-database-url")
  const statements = await roleStatements(directory, url)
  return statements.map((statement) => `${statement};`).join("\n")
}

function whereaboutsOf({ dataDir, databaseUrl }: Installation): Whereabouts {
  return { directory: dataDir, url: databaseUrl }
}

async function lookAtKeys({ dataDir }: Installation): Promise<Check> {
  try {
    const keys = await readKeys(dataDir)
    if (keys !== undefined)
      return { check: "keys", state: "ok", text: "check.server/keys", facts: {} }
    return { check: "keys", state: "warn", text: "check.server/no-keys-yet", facts: {} }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { check: "keys", state: "bad", text: error.textKey, facts: error.facts }
  }
}

async function lookAtServer({ dataDir }: Installation): Promise<Check> {
  const server = await findServer(dataDir)
  const check = "server"
  if (server === undefined)
    return { check, state: "ok", text: "check.server/not-running", facts: {} }
  const { url, pid } = server
  return { check, state: "ok", text: "check.server/running", facts: { url, pid } }
}
