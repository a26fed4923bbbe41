import { askAbout } from "#act"
import { contradictionsIn, keep, type KeepPiece, type KeepPorts, type Kept } from "#keep"

/**
 * Keeps a piece of whole customers, and asks a person where later evidence of a trusted source
 * contradicts what somebody typed; where it does no more, there is nothing to ask.
 */
export async function keepPiece(ports: KeepPorts, piece: KeepPiece): Promise<Kept> {
  const kept = await keep(ports, piece)
  const { tx, rules, journal, cause } = ports
  const { changes, customerOf } = piece
  const about = { changes, customerOf, sources: rules.sources }
  const { shadows, found } = await contradictionsIn(tx, about)
  const { by, now } = cause
  const ids = await askAbout(tx, { looked: shadows, wanted: found, by, now })
  if (ids.length > 0) await journal.append(tx, [{ kind: "task/changed", ids, by }])
  return kept
}
