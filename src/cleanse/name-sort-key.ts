import type { Subject } from "#kernel"
import { spellOut } from "./pinyin.ts"
import { remembering } from "./remembering.ts"

const keyFor = {
  person: remembering((name: string) => makeKey(name, "person")),
  organisation: remembering((name: string) => makeKey(name, "organisation")),
} as const

/**
 * By this key names stand in the order readers expect, Chinese and Latin mixed, under plain
 * comparison of code points (collation C): pinyin, then the characters themselves.
 */
export function nameSortKey(name: string, subject: Subject = "person"): string {
  return keyFor[subject](name)
}

function makeKey(name: string, subject: Subject): string {
  const spelled = spellOut(name, subject).join(" ")
  return /\p{Script=Han}/u.test(name) || spelled === "" ? `${spelled} ${name}`.trim() : spelled
}
