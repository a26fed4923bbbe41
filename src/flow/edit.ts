import { ensureDesk } from "#collect"
import {
  byBirth,
  chooseGolden,
  evidence,
  keep,
  liveOf,
  readBrief,
  readRecords,
  reserveBirths,
  type KeepRules,
  type KeptRecord,
} from "#keep"
import {
  Failure,
  fieldOf,
  type CleanValues,
  type CustomerId,
  type FieldId,
  type RecordId,
} from "#kernel"
import { resolve, tieShadow, unchanged, writeResolved, type Change } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"
import { recordIdOf } from "./record-id.ts"
import {
  fieldsWith,
  readDenied,
  readTyped,
  together,
  typedHash,
  withoutEarlier,
  withoutFields,
  type Typed,
} from "./typed-values.ts"

/** What somebody types about a customer. */
export interface Editing {
  readonly customer: string
  readonly field: FieldId
  readonly typed: Typed
}

export interface Edited {
  readonly customer: CustomerId
}

/**
 * Keeps what a person types as evidence, in the shadow of the customer's oldest record: it follows
 * that record whatever is joined or separated, and outranks what was observed before.
 * @throws Failure "keep/unknown-customer" | "flow/unreadable-value" | "cleanse/…"
 */
export async function edit(ports: FlowPorts, run: Run, editing: Editing): Promise<Edited> {
  return ports.store.exclusively(keepLock, () =>
    ports.store.transaction((tx) => editIn(ports, tx, { ...editing, run })),
  )
}

interface EditingAs extends Editing {
  readonly run: Run
}

async function editIn(ports: FlowPorts, tx: Tx, editing: EditingAs): Promise<Edited> {
  const { run, field } = editing
  if (fieldOf(field) === undefined) throw new Failure("cleanse/unknown-field", { field })
  const { id, records } = await readBrief(tx, editing.customer, run.principal)
  const members = sortedByBirth(await readRecords(tx, records))
  const desk = await ensureDesk(tx, run.principal)
  const shadows = members.filter(({ source }) => source === desk.no)
  if ("withdraw" in editing.typed && shadows.length === 0) return { customer: id }
  const rules = await readRules(tx)
  const own = await shadowOf(ports, tx, { members, desk })
  const written = typedInto(ports, { editing, members, rules, own, shadows })
  await write(ports, tx, { run, rules, members, written })
  const object = `customer ${id}`
  const { principal } = run
  await ports.audit.write(tx, { principal, action: "customer/edit", object, facts: { field } })
  return { customer: id }
}

function sortedByBirth(records: readonly KeptRecord[]): readonly KeptRecord[] {
  return records.toSorted((one, other) => one.birth - other.birth)
}

interface Shadowing {
  readonly members: readonly KeptRecord[]
  readonly desk: Awaited<ReturnType<typeof ensureDesk>>
}

/** The shadow of the oldest record that is none; a shadow that was left alone takes more itself. */
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
  await tieShadow(tx, anchor.id, id)
  const now = clock.now().getTime()
  return {
    id,
    customer: undefined,
    subject: anchor.subject,
    birth: await reserveBirths(tx, 1),
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

interface TypingInto {
  readonly editing: Editing
  readonly members: readonly KeptRecord[]
  readonly rules: KeepRules
  readonly own: KeptRecord
  readonly shadows: readonly KeptRecord[]
}

/** The shadows that say something else afterwards. */
function typedInto({ sealer, clock }: FlowPorts, into: TypingInto): readonly KeptRecord[] {
  const { own, shadows, editing } = into
  const { field, typed } = editing
  const now = clock.now().getTime()
  const all = [own, ...shadows.filter(({ id }) => id !== own.id)]
  const typing = { subject: own.subject, field, now, sealer }
  const said = saying(into, typing)
  return all.map((shadow) => {
    const left =
      "withdraw" in typed
        ? withoutFields(shadow.clean, fieldsWith(field))
        : withoutEarlier(shadow.clean, typed, said)
    const clean = shadow.id === own.id ? together(said, left) : left
    return { ...shadow, clean, contentHash: typedHash(clean), observed: now, received: now }
  })
}

function saying({ editing, members, rules }: TypingInto, typing: Parameters<typeof readTyped>[1]) {
  const { typed, field } = editing
  if ("withdraw" in typed) return {}
  if ("deny" in typed) return readDenied(typed.deny, typing)
  const said = readTyped(typed.value, typing)
  if (fieldOf(field)?.group !== "address") return said
  return { ...restOfAddress(members, rules, typing.now), ...said }
}

/** The other parts of the address as they are now: one record gives all of it. */
function restOfAddress(members: readonly KeptRecord[], rules: KeepRules, now: number): CleanValues {
  const { golden } = chooseGolden(byBirth(members.map(liveOf)), rules.sources)
  const parts = fieldsWith("address").flatMap((field) => {
    const values = golden[field]
    return values === undefined ? [] : [[field, values.map((value) => ({ ...value, t: now }))]]
  })
  return Object.fromEntries(parts)
}

interface Writing {
  readonly run: Run
  readonly rules: KeepRules
  readonly members: readonly KeptRecord[]
  readonly written: readonly KeptRecord[]
}

async function write({ journal, clock }: FlowPorts, tx: Tx, writing: Writing): Promise<void> {
  const { run, rules, members, written } = writing
  const known = new Map<RecordId, KeptRecord>(members.map((record) => [record.id, record]))
  const ids = new Set(written.map(({ id }) => id))
  const changes: Change[] = [
    ...written.map((record) => changeOf(record, known.get(record.id))),
    ...members.filter(({ id }) => !ids.has(id)).map((record) => unchanged(liveOf(record))),
  ]
  const pieces = await resolve({ tx, evidence }, changes, Number.MAX_SAFE_INTEGER)
  const cause = { what: "edit", batch: undefined, by: run.principal.id, now: clock.now() }
  const writes = {
    born: written.filter(({ id }) => !known.has(id)),
    replaced: written.filter(({ id }) => known.has(id)),
    superseded: [],
    promoted: [],
  }
  for (const piece of pieces) {
    await writeResolved(tx, piece)
    await keep({ tx, rules, journal, cause }, { ...piece, evidence: writes })
  }
}

function changeOf(record: KeptRecord, before: KeptRecord | undefined): Change {
  return { id: record.id, before: before && liveOf(before), after: liveOf(record) }
}
