import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto"
import { join } from "node:path"
import { z } from "zod"
import { Failure } from "#kernel"
import { keepOnce, readIfThere } from "./keep-once.ts"

const Password = z.string().regex(/^[0-9a-f]{48}$/)
const Passwords = z.object({ launcher: Password, owner: Password, app: Password, ro: Password })

/** One for each role of a database. `launcher` is the embedded server's superuser. */
export type Passwords = Readonly<z.infer<typeof Passwords>>

/** The passwords kept in a data directory, made at the first call. Only the directory's owner reads them. */
export function passwordsIn(
  dataDirectory: string,
  name: string,
): { passwords: Passwords; isNew: boolean } {
  const path = join(dataDirectory, name)
  const known = readIfThere(path)
  if (known !== undefined) return { passwords: parse(known, path), isNew: false }
  const made = { launcher: random(), owner: random(), app: random(), ro: random() }
  const text = `${JSON.stringify(made)}\n`
  const kept = keepOnce(path, text, 0o600)
  return { passwords: parse(kept, path), isNew: kept === text }
}

/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself is in no statement and no log. */
export function verifierOf(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256")
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest()
  const storedKey = createHash("sha256").update(hmac("Client Key")).digest("base64")
  const serverKey = hmac("Server Key").toString("base64")
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`
}

const iterations = 4096

function random(): string {
  return randomBytes(24).toString("hex")
}

function parse(text: string, path: string): Passwords {
  try {
    return Passwords.parse(JSON.parse(text))
  } catch (cause) {
    throw new Failure("store/passwords-unreadable", { path }, { cause })
  }
}
