import { readLiveAfter } from "#keep"
import type { LiveRecord, RecordId } from "#kernel"
import { liveOf } from "#keep"
import { identityOf, partition, type Link, type Partition } from "#resolve"
import type { Tx } from "#store"

const pageSize = 10_000

/** Every live record, by id. */
export async function readEverybody(tx: Tx): Promise<readonly LiveRecord[]> {
  const all: LiveRecord[] = []
  for (let last: RecordId | undefined; ;) {
    const page = await readLiveAfter(tx, last, pageSize)
    for (const record of page) all.push(liveOf(record))
    last = page.at(-1)?.id
    if (page.length < pageSize) return all
  }
}

/** Who is whose, of everybody at once. */
export function partitionOf(records: readonly LiveRecord[], links: readonly Link[]): Partition {
  const documented = records.map((record) => ({
    id: record.id,
    birth: record.birth,
    identity: identityOf(record),
  }))
  return partition(documented, links)
}

/** Records by the customer they belong to. */
export function groupsOf(
  records: readonly LiveRecord[],
  { customerOf }: Partition,
): ReadonlyMap<RecordId, readonly LiveRecord[]> {
  const groups = new Map<RecordId, LiveRecord[]>()
  for (const record of records) {
    const customer = customerOf.get(record.id) ?? record.id
    const group = groups.get(customer)
    if (group === undefined) groups.set(customer, [record])
    else group.push(record)
  }
  return groups
}
