import { askAbout } from "#act"
import { contradictionsIn, evidence, keep, type KeepPiece, type KeepPorts, type Kept } from "#keep"
import type { RecordId } from "#kernel"

/**
 * Keeps a piece of whole customers, and asks a person where later evidence of a trusted source
 * contradicts what somebody typed; where it does no more, there is nothing to ask.
 */
export async function keepPiece(ports: KeepPorts, piece: KeepPiece): Promise<Kept> {
  const kept = await keep(ports, piece)
  const { changes, customerOf } = piece
  await ask(ports, { changes, customerOf })
  return kept
}

/**
 * Asks anew about the customers of records of which an earlier word is gone, though nothing that counts
 * has changed: what a source says may be news now that it never said it before.
 */
export async function askAgain(ports: KeepPorts, records: readonly RecordId[]): Promise<void> {
  const spoken = await evidence.current(ports.tx, records)
  const customers = [...new Set(spoken.map(({ customer }) => customer))]
  const members = await evidence.members(ports.tx, customers)
  const changes = members.map((record) => ({ id: record.id, before: record, after: record }))
  const customerOf = new Map(members.map(({ id, customer }) => [id, customer]))
  await ask(ports, { changes, customerOf })
}

async function ask(ports: KeepPorts, about: Pick<KeepPiece, "changes" | "customerOf">) {
  const { tx, rules, journal, cause } = ports
  const { shadows, found } = await contradictionsIn(tx, { ...about, sources: rules.sources })
  const { by, now } = cause
  const ids = await askAbout(tx, { looked: shadows, wanted: found, by, now })
  if (ids.length > 0) await journal.append(tx, [{ kind: "task/changed", ids, by }])
}
