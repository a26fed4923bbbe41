import { readAudit } from "#govern"
import { dictionary } from "#kernel"
import { isFilterable } from "#keep"
import { backup, journal } from "#store"
import type { House } from "../compose.ts"
import { examineInstallation } from "../examine-installation.ts"
import { parseCursor, printCursor } from "./cursor.ts"
import { os, txOf } from "./os.ts"
import { readStatus } from "./status.ts"

export function systemOperations(house: House) {
  return { ...telling(house), ...administering(house), ...mirroring(house), ...trails(house) }
}

function telling({ store, clock }: House) {
  return {
    fields: os.system.fields.handler(() =>
      dictionary.map((field) => ({
        id: field.id,
        kind: field.kind,
        of: [...field.of],
        many: field.many,
        sensitive: field.sensitive,
        choices: [...(field.choices ?? [])],
        filterable: isFilterable(field),
      })),
    ),
    status: os.system.status.handler(() => store.read((tx) => readStatus(tx, clock.now()))),
  }
}

function administering(house: House) {
  const { store, access, audit, dataDir, databaseUrl } = house
  return {
    link: os.system.link.handler(async ({ context }) => {
      const { code, expires } = await access.issueLink()
      const { principal } = context
      await audit.write(txOf(context), { principal, action: "link/issue", object: "page" })
      return { path: `/enter/${code}`, expires: expires.toISOString() }
    }),
    doctor: os.system.doctor.handler(async () => {
      const checks = await examineInstallation({ dataDir, databaseUrl }, house.mirror)
      return checks.map((check) => ({ ...check, facts: { ...check.facts } }))
    }),
    backup: os.system.backup.handler(async ({ input, context }) => {
      const { path: file, bytes, seconds } = await backup(store.database, input.to)
      const { principal } = context
      await audit.write(txOf(context), { principal, action: "system/backup", object: "database" })
      return { file, bytes, seconds }
    }),
  }
}

function mirroring({ mirror, audit }: House) {
  return {
    mirror: os.system.mirror.handler(() => mirror.state()),
    rebuildMirror: os.system.rebuildMirror.handler(async ({ context }) => {
      const { seconds } = await mirror.rebuild()
      const { principal } = context
      await audit.write(txOf(context), { principal, action: "mirror/rebuild", object: "mirror" })
      return { seconds }
    }),
    checkMirror: os.system.checkMirror.handler(async () => [...(await mirror.check())]),
  }
}

/** What was done, and what changed. */
function trails({ store }: House) {
  return {
    audit: os.system.audit.handler(async ({ input }) => {
      const before = parseCursor(input.cursor)
      const page = { limit: input.limit + 1, ...(before === undefined ? {} : { before }) }
      const lines = await store.read((tx) => readAudit(tx, page))
      const items = lines.slice(0, input.limit)
      return {
        items: items.map((line) => ({
          ...line,
          at: line.at.toISOString(),
          facts: { ...line.facts },
        })),
        next: printCursor(lines.length > input.limit ? (items.at(-1)?.id ?? null) : null),
      }
    }),
    journal: os.system.journal.handler(async ({ input }) => {
      const entries = await store.read((tx) => journal.after(tx, input.after, input.limit))
      return entries.map(({ position, at, kind, ids }) => ({
        position,
        at: at.toISOString(),
        kind,
        ids: [...ids],
      }))
    }),
  }
}
