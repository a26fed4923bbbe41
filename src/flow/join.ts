import { readBrief, type CustomerBrief } from "#keep"
import { Failure, type RecordId } from "#kernel"
import { memberLimit, type Decision, type ResolvedPiece } from "#resolve"
import type { Tx } from "#store"
import { againstJoining } from "./against.ts"
import { deciding, linkAndResolve, newDecision, type Decided, type Found } from "./decide.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"

/** Two customers, each named by an id or a number. */
export interface Joining {
  readonly one: string
  readonly other: string
  /** A code of the contract's. */
  readonly reason: string
  readonly preview: boolean
}

/**
 * A person says that two customers are one. It holds against what rules found and what people said
 * before, until somebody says otherwise later. Whoever says it must see both.
 * @throws Failure "keep/unknown-customer" | "flow/one-customer" | "flow/too-many-records"
 */
export async function join(ports: FlowPorts, run: Run, joining: Joining): Promise<Decided> {
  const { preview, reason } = joining
  const work = async (tx: Tx): Promise<Found> => {
    const one = await readBrief(tx, joining.one, run.principal)
    const other = await readBrief(tx, joining.other, run.principal)
    checkJoin(one, other)
    const decision = await newDecision(ports, tx, { run, reason })
    const about = [...one.records, ...other.records]
    const against = await againstJoining(tx, { one: one.records, other: other.records })
    const pieces = await link(tx, decision, { one, other })
    return { number: decision.number, about, pieces, against }
  }
  return deciding(ports, run, { preview, what: "join", work })
}

function checkJoin(one: CustomerBrief, other: CustomerBrief): void {
  if (one.id === other.id) throw new Failure("flow/one-customer")
  const records = one.records.length + other.records.length
  if (records > memberLimit) {
    throw new Failure("flow/too-many-records", { records, limit: memberLimit })
  }
}

interface Sides {
  readonly one: CustomerBrief
  readonly other: CustomerBrief
}

/**
 * One link where it suffices. Where documents or an earlier decision would leave somebody behind, each
 * record is tied to the oldest: the person meant all of them.
 */
async function link(tx: Tx, decision: Decision, { one, other }: Sides) {
  const first = await linkAndResolve(tx, decision, { kind: "must", pairs: [[one.id, other.id]] })
  const records = [...one.records, ...other.records]
  if (isOneCustomer(first, records)) return first
  const tied = records.filter((record) => record !== one.id && record !== other.id)
  return linkAndResolve(tx, decision, { kind: "must", pairs: tied.map((each) => [one.id, each]) })
}

function isOneCustomer(pieces: readonly ResolvedPiece[], records: readonly RecordId[]): boolean {
  const customerOf = pieces[0]?.customerOf
  return new Set(records.map((record) => customerOf?.get(record) ?? record)).size === 1
}
