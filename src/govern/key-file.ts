import { join } from "node:path"
import { Failure } from "#kernel"
import type { Tx } from "#store"
import { fingerprintOf, parseKeys, printKeys, randomKeys, type Keys } from "./keys.ts"
import { createPrivately, readPrivately } from "./private-file.ts"
import { pinnedKeys, pinKeys } from "./setting.store.ts"

const fileName = "keys.json"

/** The keys in a data directory; `undefined` if it has none. */
export async function readKeys(directory: string): Promise<Keys | undefined> {
  const text = await readPrivately(join(directory, fileName))
  return text === undefined ? undefined : parseKeys(text)
}

/** Puts keys into a data directory that has none. @throws Failure "govern/keys-exist" */
export async function placeKeys(directory: string, keys: Keys): Promise<void> {
  const placed = await createPrivately(join(directory, fileName), printKeys(keys))
  if (!placed) throw new Failure("govern/keys-exist", { file: fileName })
}

/**
 * The keys of a data directory, made at the first start. Of two programs that start at once one
 * makes them and both read the same.
 */
export async function readOrMakeKeys(directory: string): Promise<Keys> {
  const known = await readKeys(directory)
  if (known !== undefined) return known
  await createPrivately(join(directory, fileName), printKeys(randomKeys()))
  const made = await readKeys(directory)
  if (made === undefined) throw new Failure("govern/keys-missing", { file: fileName })
  return made
}

/**
 * The keys that belong to this database. A database remembers the fingerprint of the keys that it
 * was filled with: new keys beside old data would lose it without a word.
 * @throws Failure "govern/keys-missing" | "govern/keys-differ" | "govern/keys-damaged"
 */
export async function openKeys(tx: Tx, directory: string): Promise<Keys> {
  const pinned = await pinnedKeys(tx)
  if (pinned !== undefined && (await readKeys(directory)) === undefined) {
    throw new Failure("govern/keys-missing", { file: fileName })
  }
  const keys = await readOrMakeKeys(directory)
  const fingerprint = fingerprintOf(keys)
  if ((await pinKeys(tx, fingerprint)) === fingerprint) return keys
  throw new Failure("govern/keys-differ", { file: fileName })
}
