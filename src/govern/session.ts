import { createHmac, randomBytes } from "node:crypto"
import { areEqualSecrets } from "./equal-secrets.ts"

/** Proof that somebody opened a one-time link. Holds an end and noise, nothing about a person. */
export interface Session {
  readonly value: string
  readonly expires: Date
}

export function signSession(key: Buffer, expires: Date): Session {
  const claim = `1.${expires.getTime().toString(36)}.${randomBytes(12).toString("base64url")}`
  return { value: `${claim}.${signatureOf(key, claim)}`, expires }
}

/** Did we sign it, and is it not over? */
export function isLiveSession(key: Buffer, value: string, now: Date): boolean {
  const cut = value.lastIndexOf(".")
  const claim = value.slice(0, cut)
  const [version, end = ""] = claim.split(".")
  const isSigned = areEqualSecrets(value.slice(cut + 1), signatureOf(key, claim))
  return isSigned && version === "1" && Number.parseInt(end, 36) > now.getTime()
}

/** Sent back on visits to our own pages only, invisible to scripts. */
export function printCookie(
  name: string,
  session: Session,
  { secure }: { readonly secure: boolean },
): string {
  const attributes = `Path=/; Expires=${session.expires.toUTCString()}; HttpOnly; SameSite=Strict`
  return `${name}=${session.value}; ${attributes}${secure ? "; Secure" : ""}`
}

/** The values that a Cookie header carries under a name: there can be several. */
export function readCookies(name: string, header: string): readonly string[] {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

function signatureOf(key: Buffer, claim: string): string {
  return createHmac("sha256", key).update(claim).digest("base64url")
}
