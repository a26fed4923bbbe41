import { sql, type RawBuilder } from "kysely"
import { ensureSource } from "#collect"
import { PrincipalId } from "#kernel"
import type { OpenStore } from "#store"

const nobody = { actor: "program", permissions: [], departments: "all", purpose: "bench" } as const
/** On whose behalf benches write. */
export const benchPrincipal = PrincipalId.parse("00000000-0000-4000-8000-000000000001")

/** The id of the n-th of them, in SQL: spread over all ids, as real ones are. */
export function idOf(number: "n"): RawBuilder<string> {
  return sql.raw(
    `overlay(overlay(md5(${number}::text) placing '8' from 13) placing 'a' from 17)::uuid`,
  )
}

/**
 * Customers of one record each, straight into the tables: how they are copied and read is measured, not
 * how they are imported.
 */
export async function writeCustomers(store: OpenStore, count: number): Promise<void> {
  await store.transaction(async (tx) => {
    const principal = { ...nobody, id: benchPrincipal }
    const { no } = await ensureSource(tx, { name: "bench people", kind: "file", principal })
    const db = tx.tables<unknown>()
    await sql`insert into record (id, customer, subject, birth, source, source_key, batch, row_no,
        content_hash, observed, clean)
      select id, id, 'person', n, ${no}, n::text, 1, n, '', now(), '{}'
      from (select n, ${idOf("n")} as id from generate_series(1, ${count}) n) made`.execute(db)
    await sql`insert into customer (id, no, kind, version, updated, members, sources, departments,
        name_key, name, family_name, given_name, sex, birth_date, phones, emails, province, city, address,
        provenance)
      select id, n, 'person', 1, now(), array[id], array[${no}::integer], '{0}',
        'zhang wei ' || n, '张伟' || n, '张', '伟' || n, case n % 2 when 0 then 'male' else 'female' end,
        (1950 + n % 60) || '-0' || (1 + n % 9) || '-1' || n % 10,
        array['1380013' || lpad((n % 10000)::text, 4, '0')], array['p' || n || '@example.com'],
        '浙江省', '杭州市', '文三路 ' || n % 900 || ' 号', '{"name": [0, 1], "phones": [0, 2]}'
      from (select n, ${idOf("n")} as id from generate_series(1, ${count}) n) made`.execute(db)
  })
}
