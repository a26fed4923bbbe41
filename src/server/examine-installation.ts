import { readKeys } from "#govern"
import { Failure, type Facts } from "#kernel"
import { examine, roleStatements, type Mirror, type MirrorState, type Whereabouts } from "#store"
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
export async function examineInstallation(
  installation: Installation,
  mirror?: Mirror,
): Promise<readonly Check[]> {
  const findings = await examine(whereaboutsOf(installation))
  return [
    { check: "node", state: "ok", text: "check.server/node", facts: { version: process.version } },
    ...findings.map(({ check, state, facts, code }) => {
      const text = `${state === "bad" ? "failure" : "check"}.${code}`
      return { check, state, text, facts }
    }),
    ...(mirror === undefined ? [] : [await lookAtMirror(mirror)]),
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

/** Seconds after which a mirror that follows every moment has come to a stop. */
const longBehind = 60

/** Only the program that keeps it can say; whatever it is like, the database answers. */
async function lookAtMirror(mirror: Mirror): Promise<Check> {
  try {
    return mirrorCheck(await mirror.state())
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { check: "mirror", state: "bad", text: error.textKey, facts: error.facts }
  }
}

function mirrorCheck({ condition, behindSeconds }: MirrorState): Check {
  const isBehind = condition === "ready" && behindSeconds > longBehind
  const isWell = condition !== "failed" && condition !== "locked" && !isBehind
  return {
    check: "mirror",
    state: isWell ? "ok" : "warn",
    text: `check.server/mirror-${isBehind ? "behind" : condition}`,
    facts: { seconds: Math.round(behindSeconds) },
  }
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
