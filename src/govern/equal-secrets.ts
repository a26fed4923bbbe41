import { hash, timingSafeEqual } from "node:crypto"

/** Are two secrets the same? How long it takes says nothing about where they differ, or how long they are. */
export function areEqualSecrets(left: string, right: string): boolean {
  return timingSafeEqual(hash("sha256", left, "buffer"), hash("sha256", right, "buffer"))
}
