import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import { Failure } from "#kernel"
import type { Keys } from "./keys.ts"

// A seal: version (1 byte), number of the key (2), nonce (12), tag (16), ciphertext.
// Version and key number are authenticated too.

const algorithm = "aes-256-gcm"
const version = 1
const headerBytes = 3
const nonceBytes = 12
const tagBytes = 16
const overhead = headerBytes + nonceBytes + tagBytes

/** Seals with the current key: 31 bytes longer than the plain text, every time another. */
export function seal(keys: Keys, plain: Uint8Array): Buffer {
  const header = headerOf(keys.current)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(keys, keys.current), nonce, {
    authTagLength: tagBytes,
  })
  cipher.setAAD(header)
  const secret = cipher.update(plain)
  cipher.final()
  return Buffer.concat([header, nonce, cipher.getAuthTag(), secret])
}

/** @throws Failure "govern/cannot-open" if the key is another or a bit has changed */
export function open(keys: Keys, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < overhead || bytes[0] !== version) throw new Failure("govern/cannot-open")
  const nonce = bytes.subarray(headerBytes, headerBytes + nonceBytes)
  const decipher = createDecipheriv(algorithm, keyOf(keys, bytes.readUInt16BE(1)), nonce, {
    authTagLength: tagBytes,
  })
  decipher.setAAD(bytes.subarray(0, headerBytes))
  decipher.setAuthTag(bytes.subarray(headerBytes + nonceBytes, overhead))
  const plain = decipher.update(bytes.subarray(overhead))
  try {
    decipher.final()
  } catch (error) {
    throw new Failure("govern/cannot-open", {}, { cause: error })
  }
  return plain
}

function headerOf(key: number): Buffer {
  const header = Buffer.alloc(headerBytes)
  header[0] = version
  header.writeUInt16BE(key, 1)
  return header
}

function keyOf(keys: Keys, id: number): Buffer {
  const key = keys.sealing.get(id)
  if (key === undefined) throw new Failure("govern/cannot-open")
  return key
}
