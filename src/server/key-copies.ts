import { mkdir, readFile, writeFile } from "node:fs/promises"
import { basename } from "node:path"
import { exportKeys, importKeys, placeKeys, readOrMakeKeys } from "#govern"
import { Failure } from "#kernel"

/** A copy of the keys under a passphrase, apart from data directory and backups. */
export interface KeyCopy {
  readonly dataDir: string
  readonly file: string
  readonly passphrase: string
}

/** Writes a copy. @throws Failure "server/file-exists" | "govern/passphrase-short" */
export async function saveKeys({ dataDir, file, passphrase }: KeyCopy): Promise<void> {
  const copy = await exportKeys(await readOrMakeKeys(dataDir), passphrase)
  try {
    await writeFile(file, copy, { flag: "wx", mode: 0o600 })
  } catch (error) {
    throw fileFailure(error, file)
  }
}

/**
 * Puts the keys of a copy into a data directory that has none.
 * @throws Failure "server/file-missing" | "govern/wrong-passphrase" | "govern/not-a-key-copy" | "govern/keys-exist"
 */
export async function loadKeys({ dataDir, file, passphrase }: KeyCopy): Promise<void> {
  const copy = await readFile(file, "utf8").catch((error: unknown) => {
    throw fileFailure(error, file)
  })
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  await placeKeys(dataDir, await importKeys(copy, passphrase))
}

function fileFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error
  const file = basename(path)
  if (error.code === "EEXIST") return new Failure("server/file-exists", { file })
  if (error.code === "ENOENT") return new Failure("server/file-missing", { file })
  return new Failure("server/file-refused", { file, reason: String(error.code) })
}
