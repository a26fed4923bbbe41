import { randomUUID } from "node:crypto"
import { link, open, readFile, rm } from "node:fs/promises"
import { basename } from "node:path"
import { Failure } from "#kernel"

/** The text of a file that may be missing. */
export async function readPrivately(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined
    throw refusal(path, error)
  }
}

/**
 * Writes a file that only its owner can read, whole or not at all. False if the name was taken: a
 * hard link, unlike a rename, never replaces what somebody else wrote a moment earlier.
 */
export async function createPrivately(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`
  try {
    await writeThrough(draft, text)
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false
    throw refusal(path, error)
  } finally {
    await rm(draft, { force: true })
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function refusal(path: string, cause: unknown): Failure {
  const reason = codeOf(cause) ?? "unknown"
  return new Failure("govern/file-refused", { file: basename(path), reason }, { cause })
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined
}
