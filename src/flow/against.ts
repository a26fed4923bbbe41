import { liveOf, readRecords } from "#keep"
import type { RecordId } from "#kernel"
import { identityOf, readLinks, type KeptLink } from "#resolve"
import type { Tx } from "#store"

/** Something that stands against a decision; the decision holds all the same. Texts: `against.<what>`. */
export interface Against {
  readonly what: "kept-apart" | "documents" | "joined-before" | "same-document"
  /** The earlier decision that it overrules. */
  readonly decision: number | null
  readonly made: string | null
}

/** Two groups of records that are to be one customer, or two. */
export interface TwoSides {
  readonly one: readonly RecordId[]
  readonly other: readonly RecordId[]
}

/** What stands against saying that both sides are one: earlier decisions, and documents that differ. */
export async function againstJoining(tx: Tx, sides: TwoSides): Promise<Against[]> {
  const [one, other] = await identitiesOf(tx, sides)
  const differ = one.size > 0 && other.size > 0 && new Set([...one, ...other]).size > 1
  return [
    ...overruled(await linksBetween(tx, sides), { kind: "cannot", what: "kept-apart" }),
    ...(differ ? [{ what: "documents", decision: null, made: null } as const] : []),
  ]
}

/** What stands against saying that they are two: earlier decisions, and a document that both have. */
export async function againstParting(tx: Tx, sides: TwoSides): Promise<Against[]> {
  const [one, other] = await identitiesOf(tx, sides)
  const isShared = [...one].some((identity) => other.has(identity))
  return [
    ...overruled(await linksBetween(tx, sides), { kind: "must", what: "joined-before" }),
    ...(isShared ? [{ what: "same-document", decision: null, made: null } as const] : []),
  ]
}

async function identitiesOf(tx: Tx, { one, other }: TwoSides) {
  const identities = async (ids: readonly RecordId[]) =>
    new Set((await readRecords(tx, ids)).flatMap((record) => identityOf(liveOf(record)) ?? []))
  return [await identities(one), await identities(other)] as const
}

async function linksBetween(tx: Tx, { one, other }: TwoSides): Promise<readonly KeptLink[]> {
  const [here, there] = [new Set(one), new Set(other)]
  const links = await readLinks(tx, one)
  return links.filter(({ a, b }) => (here.has(a) && there.has(b)) || (here.has(b) && there.has(a)))
}

interface Wanted {
  readonly kind: KeptLink["kind"]
  readonly what: Against["what"]
}

/** One entry for each decision; its links stand together. */
function overruled(links: readonly KeptLink[], { kind, what }: Wanted): readonly Against[] {
  const decided = links.filter((link) => link.kind === kind && link.run < 0)
  const made = new Map(decided.map((link) => [-link.run, link.made]))
  return Array.from(made, ([decision, at]) => ({
    what,
    decision,
    made: at === undefined ? null : new Date(at).toISOString(),
  }))
}
