import type { ColumnType } from "kysely"
import type { Tx } from "#store"

interface SettingTables {
  readonly setting: { readonly name: string; readonly value: ColumnType<unknown, string, string> }
}

const keysSetting = "keys"

/** Fingerprint of the keys that this database was filled with; `undefined` before the first start. */
export async function pinnedKeys(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .tables<SettingTables>()
    .selectFrom("setting")
    .select("value")
    .where("name", "=", keysSetting)
    .executeTakeFirst()
  return row === undefined ? undefined : String(row.value)
}

/** Remembers the fingerprint unless another is remembered already; says which one holds. */
export async function pinKeys(tx: Tx, fingerprint: string): Promise<string> {
  await tx
    .tables<SettingTables>()
    .insertInto("setting")
    .values({ name: keysSetting, value: JSON.stringify(fingerprint) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute()
  return (await pinnedKeys(tx)) ?? fingerprint
}
