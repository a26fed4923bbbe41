import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto"
import { promisify } from "node:util"
import { Failure } from "#kernel"
import { parseKeys, printKeys, type Keys } from "./keys.ts"

const derive = promisify<string, Buffer, number, ScryptCost, Buffer>(scrypt)

interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly maxmem: number
}

const algorithm = "aes-256-gcm"
const format = "zhike-key-copy/1"
const shortestPassphrase = 12
const tagBytes = 16
/** 128 MiB and about half a second a guess. Part of the format: another cost is another format. */
const cost: ScryptCost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/**
 * A copy of the keys under a passphrase, to be kept apart from the backups of the database.
 * @throws Failure "govern/passphrase-short" below 12 characters
 */
export async function exportKeys(keys: Keys, passphrase: string): Promise<string> {
  if (Array.from(passphrase).length < shortestPassphrase) {
    throw new Failure("govern/passphrase-short", { least: shortestPassphrase })
  }
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, await keyOf(passphrase, salt), nonce)
  const secret = Buffer.concat([cipher.update(printKeys(keys)), cipher.final()])
  return [format, salt, nonce, cipher.getAuthTag(), secret].map(printPart).join("\n") + "\n"
}

/** @throws Failure "govern/not-a-key-copy" | "govern/wrong-passphrase" */
export async function importKeys(copy: string, passphrase: string): Promise<Keys> {
  const [written, ...parts] = copy.trim().split(/\s+/)
  const [salt, nonce, tag, secret] = parts.map((part) => Buffer.from(part, "base64"))
  if (written !== format || !salt || !nonce || tag?.length !== tagBytes || !secret) {
    throw new Failure("govern/not-a-key-copy")
  }
  const decipher = createDecipheriv(algorithm, await keyOf(passphrase, salt), nonce)
  decipher.setAuthTag(tag)
  return parseKeys(finish(decipher.update(secret), () => decipher.final()))
}

/** An altered copy and a mistyped passphrase look the same: the text names both. */
function finish(plain: Buffer, check: () => Buffer): string {
  try {
    return Buffer.concat([plain, check()]).toString()
  } catch (error) {
    throw new Failure("govern/wrong-passphrase", {}, { cause: error })
  }
}

/** Keyboards disagree on how an accent is written; the passphrase is the same. */
function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return derive(passphrase.normalize("NFKC"), salt, 32, cost)
}

function printPart(part: string | Buffer): string {
  return typeof part === "string" ? part : part.toString("base64")
}
