import { createHmac, hash, randomBytes } from "node:crypto"
import { Failure, type Clock, type Principal } from "#kernel"
import { areEqualSecrets } from "./equal-secrets.ts"
import { deriveKey, fingerprintOf, type Keys } from "./keys.ts"
import type { LinkCodes } from "./link-codes.ts"
import { ownerOf } from "./owner.ts"
import { sealerOf } from "./sealer.ts"
import { isLiveSession, printCookie, readCookies, signSession, type Session } from "./session.ts"

const minuteMs = 60_000
const linkMs = 10 * minuteMs
const sessionMs = 7 * 24 * 60 * minuteMs

/** How the owner gets in: the command line by token, the page by a link that works once. */
export interface OwnerAccess {
  readonly owner: Principal
  /** `undefined` unless it is the owner's token. */
  principalOf(token: string): Principal | undefined
  /** A code for one visit within ten minutes. */
  issueLink(): Promise<{ readonly code: string; readonly expires: Date }>
  /** @throws Failure "govern/link-over" if the code was used, is too old or was never given */
  redeemLink(code: string): Promise<Session>
  /** The Set-Cookie header that keeps a session for a week. `secure` when served by HTTPS. */
  cookieOf(session: Session, transport: { readonly secure: boolean }): string
  /** Takes the whole Cookie header. `undefined` unless a live session is in it. */
  principalOfSession(cookies: string | undefined): Principal | undefined
}

interface OwnerAccessPorts {
  readonly keys: Keys
  readonly token: string
  readonly clock: Clock
  readonly codes: LinkCodes
}

/** @param ports.token from `openOwnerToken`; sessions end when it changes */
export function ownerAccess({ keys, token, clock, codes }: OwnerAccessPorts): OwnerAccess {
  const owner = ownerOf(sealerOf(keys))
  const key = createHmac("sha256", deriveKey(keys, "session")).update(token).digest()
  const after = (ms: number) => new Date(clock.now().getTime() + ms)
  // Browsers share cookies between the ports of a machine: each instance needs a name of its own.
  const cookie = `zhike-${fingerprintOf(keys).slice(0, 8)}`
  return {
    owner,
    principalOf: (claimed) => (areEqualSecrets(claimed, token) ? owner : undefined),
    issueLink: async () => {
      const link = { code: randomBytes(24).toString("base64url"), expires: after(linkMs) }
      await codes.put(hash("sha256", link.code), link.expires)
      return link
    },
    redeemLink: async (code) => {
      const expires = await codes.take(hash("sha256", code))
      if (expires === undefined || expires <= clock.now()) throw new Failure("govern/link-over")
      return signSession(key, after(sessionMs))
    },
    cookieOf: (session, transport) => printCookie(cookie, session, transport),
    principalOfSession: (cookies = "") =>
      readCookies(cookie, cookies).some((value) => isLiveSession(key, value, clock.now()))
        ? owner
        : undefined,
  }
}
