import { ensureDesk } from "#collect"
import {
  byBirth,
  evidence,
  liveOf,
  nextEdit,
  readBrief,
  readRecords,
  reserveBirths,
  type KeepRules,
  type KeptRecord,
  type Version,
} from "#keep"
import { Failure, RecordId, type CustomerId } from "#kernel"
import { resolve, tieShadow, unchanged, writeResolved, type Change } from "#resolve"
import type { Tx } from "#store"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { recordIdOf } from "./record-id.ts"
import { typedHash } from "./typed-values.ts"

/** A customer as somebody who types about it finds it. */
export interface Desk {
  readonly customer: CustomerId
  readonly rules: KeepRules
  /** The oldest first. */
  readonly members: readonly KeptRecord[]
  /** Those of the members that hold what people typed. */
  readonly shadows: readonly KeptRecord[]
  /** The shadow of the oldest record that is none; as it would be made, where there is none yet. */
  readonly own: KeptRecord
}

/** Reads a customer and its shadows. @throws Failure "keep/unknown-customer" */
export async function sitDown(
  ports: FlowPorts,
  tx: Tx,
  { customer, run }: { readonly customer: string; readonly run: Run },
): Promise<Desk> {
  const { id, records } = await readBrief(tx, customer, run.principal)
  const found = await readRecords(tx, records)
  const members = found.toSorted((one, other) => one.birth - other.birth)
  const desk = await ensureDesk(tx, run.principal)
  const shadows = members.filter(({ source }) => source === desk.no)
  const rules = await readRules(tx)
  const own = await shadowOf(ports, tx, { members, desk })
  return { customer: id, rules, members, shadows, own }
}

interface Shadowing {
  readonly members: readonly KeptRecord[]
  readonly desk: Awaited<ReturnType<typeof ensureDesk>>
}

/** A shadow that was left alone takes more itself. */
async function shadowOf(
  { sealer, clock }: FlowPorts,
  tx: Tx,
  { members, desk }: Shadowing,
): Promise<KeptRecord> {
  const anchor = members.find(({ source }) => source !== desk.no) ?? members[0]
  if (anchor === undefined) throw new Failure("keep/unknown-customer")
  if (anchor.source === desk.no) return anchor
  const id = recordIdOf(sealer, desk.id, anchor.id)
  const [known] = await readRecords(tx, [id])
  if (known !== undefined) return known
  const now = clock.now().getTime()
  return {
    id,
    customer: undefined,
    subject: anchor.subject,
    birth: 0,
    source: desk.no,
    sourceKey: anchor.id,
    bare: false,
    batch: 0,
    row: 0,
    contentHash: typedHash({}),
    observed: now,
    received: now,
    clean: {},
  }
}

/** The shadow of a customer on which notes hang; made where there is none yet. */
export async function ensureShadow(
  ports: FlowPorts,
  tx: Tx,
  asked: { readonly customer: string; readonly run: Run },
): Promise<RecordId> {
  const desk = await sitDown(ports, tx, asked)
  if (isNew(desk.own)) await writeShadows(ports, tx, { run: asked.run, desk, written: [desk.own] })
  return desk.own.id
}

function isNew({ customer, birth }: KeptRecord): boolean {
  return customer === undefined && birth === 0
}

interface Writing {
  readonly run: Run
  readonly desk: Desk
  /** Shadows that say something else from now on. */
  readonly written: readonly KeptRecord[]
}

/**
 * Writes shadows; what they said before is kept as a version under the number of the edit that made
 * it. @returns the number of this edit: each is larger than all before
 */
export async function writeShadows(
  { journal, clock }: FlowPorts,
  tx: Tx,
  { run, desk, written }: Writing,
): Promise<number> {
  const edit = await nextEdit(tx)
  const after: KeptRecord[] = []
  for (const record of written) after.push(await bornWith(tx, { ...record, row: edit }))
  const known = new Map(desk.members.map((record) => [record.id, record]))
  const pieces = await resolve({ tx, evidence }, changesOf(desk, after), Number.MAX_SAFE_INTEGER)
  const cause = { what: "edit", batch: undefined, by: run.principal.id, now: clock.now() }
  const writes = {
    born: after.filter(({ id }) => !known.has(id)),
    replaced: after.filter(({ id }) => known.has(id)),
    superseded: after.flatMap(({ id }) => versionOf(known.get(id))),
    promoted: [],
  }
  for (const piece of pieces) {
    await writeResolved(tx, piece)
    await keepPiece({ tx, rules: desk.rules, journal, cause }, { ...piece, evidence: writes })
  }
  return edit
}

/** A shadow is born, and tied to its anchor, when it is first written. */
async function bornWith(tx: Tx, record: KeptRecord): Promise<KeptRecord> {
  if (!isNew(record)) return record
  await tieShadow(tx, RecordId.parse(record.sourceKey), record.id)
  return { ...record, birth: await reserveBirths(tx, 1) }
}

function changesOf({ members }: Desk, after: readonly KeptRecord[]): readonly Change[] {
  const known = new Map(members.map((record) => [record.id, record]))
  const ids = new Set(after.map(({ id }) => id))
  const written = after.map((record): Change => {
    const before = known.get(record.id)
    return { id: record.id, before: before && liveOf(before), after: liveOf(record) }
  })
  const others = members.filter(({ id }) => !ids.has(id))
  return [...written, ...byBirth(others.map(liveOf)).map(unchanged)]
}

function versionOf(record: KeptRecord | undefined): readonly Version[] {
  if (record === undefined) return []
  const { id, batch, row, contentHash, observed, received, clean } = record
  return [{ record: id, batch, row, contentHash, observed, received, clean }]
}
