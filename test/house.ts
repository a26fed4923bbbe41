import { openTestStore } from "./database.ts"
import { houseOn, type TestHouse } from "./house-on.ts"

export type { TestDelivery, TestHouse } from "./house-on.ts"

/** A house on a database of its own. */
export async function openTestHouse(): Promise<TestHouse> {
  const { store, close } = await openTestStore()
  return houseOn(store, close)
}
