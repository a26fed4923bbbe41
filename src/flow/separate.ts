import { readBrief, visibleRecords } from "#keep"
import { Failure, type Principal, type RecordId } from "#kernel"
import type { DecidedPair } from "#resolve"
import type { Tx } from "#store"
import { againstParting } from "./against.ts"
import { deciding, linkAndResolve, newDecision, type Decided, type Found } from "./decide.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { refileNotes, type NoteSide } from "./refile-notes.ts"

/** Records to be taken away from their customer. */
export interface Separating {
  readonly customer: string
  readonly records: readonly RecordId[]
  /** A code of the contract's. */
  readonly reason: string
  readonly preview: boolean
  /** Notes that are to go with one side, whatever they hang on. */
  readonly notes?: readonly NoteSide[]
}

/**
 * A person says that some records of a customer are somebody else: none of them is ever one customer
 * with any of the rest again, whatever comes later, until somebody says otherwise.
 * @throws Failure "keep/unknown-customer" | "flow/not-its-record" | "flow/nothing-left"
 */
export async function separate(
  ports: FlowPorts,
  run: Run,
  separating: Separating,
): Promise<Decided> {
  const { customer, records, reason, preview, notes = [] } = separating
  const work = async (tx: Tx): Promise<Found> => {
    const whole = await readBrief(tx, customer, run.principal)
    await checkSeen(tx, records, run.principal)
    const pairs = pairsApart(whole.records, records)
    const staying = whole.records.filter((record) => !records.includes(record))
    const against = await againstParting(tx, { one: records, other: staying })
    const decision = await newDecision(ports, tx, { run, reason })
    const pieces = await linkAndResolve(tx, decision, { kind: "cannot", pairs })
    const { number } = decision
    const refiling = { run, decision: number, taken: records, rest: staying, notes }
    const afterwards = () => refileNotes(ports, tx, refiling)
    return { number, about: whole.records, pieces, against, afterwards }
  }
  return deciding(ports, run, { preview, what: "separate", work })
}

/** Nobody moves what they may not see. */
async function checkSeen(tx: Tx, records: readonly RecordId[], principal: Principal) {
  const seen = await visibleRecords(tx, records, principal)
  if (seen.length < new Set(records).size) throw new Failure("flow/not-its-record")
}

/** Everyone who goes with everyone who stays. */
function pairsApart(
  whole: readonly RecordId[],
  taken: readonly RecordId[],
): readonly DecidedPair[] {
  const going = new Set(taken)
  if (taken.some((record) => !whole.includes(record))) throw new Failure("flow/not-its-record")
  const staying = whole.filter((record) => !going.has(record))
  if (staying.length === 0) throw new Failure("flow/nothing-left")
  return [...going].flatMap((one) => staying.map((other): DecidedPair => [one, other]))
}
