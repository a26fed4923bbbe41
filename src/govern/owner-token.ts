import { randomBytes } from "node:crypto"
import { join } from "node:path"
import { Failure } from "#kernel"
import { createPrivately, readPrivately } from "./private-file.ts"

const fileName = "owner-token"
const shape = /^[\w-]{43}$/

/**
 * The token in the data directory by which the command line shows that it may act as the owner.
 * Made when missing: to end all sessions and links at once, delete the file and start again.
 * @throws Failure "govern/token-damaged"
 */
export async function openOwnerToken(directory: string): Promise<string> {
  const path = join(directory, fileName)
  const known = await readPrivately(path)
  if (known === undefined) await createPrivately(path, `${randomBytes(32).toString("base64url")}\n`)
  const token = (known ?? (await readPrivately(path)) ?? "").trim()
  if (!shape.test(token)) throw new Failure("govern/token-damaged", { file: fileName })
  return token
}
