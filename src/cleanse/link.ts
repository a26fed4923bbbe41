import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling, withoutSpaces } from "./spelling.ts"

const reasons = [
  "link/empty",
  "link/placeholder",
  "link/spelling",
  "link/scheme",
  "link/forbidden-scheme",
  "link/unreadable",
] as const
type Reason = (typeof reasons)[number]

/** Address of a page: http or https, the host in small letters. */
export const link: Cleaner<Reason> = {
  kind: "link",
  reasons,
  example: "https://www.example.com/about",
  cleanse: cleanseLink,
}

function cleanseLink(written: string): Verdict<string, Reason> {
  const spelled = withoutSpaces(unifySpelling(written))
  if (spelled === "") return impossible("link/empty")
  if (isPlaceholder(spelled)) return impossible("link/placeholder")
  const bare = !/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(spelled)
  const url = URL.parse(bare ? `https://${spelled.replace(/^\/+/, "")}` : spelled)
  if (url === null) return impossible("link/unreadable")
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return impossible("link/forbidden-scheme")
  if (!/^[^.]+(?:\.[^.]+)+\.?$/.test(url.hostname)) return impossible("link/unreadable")
  const value = withoutLoneSlash(url.href)
  return judge(value, {
    changes: [
      bare && "link/scheme",
      !bare && value !== withoutLoneSlash(written) && "link/spelling",
    ],
    doubts: [],
  })
}

function withoutLoneSlash(href: string): string {
  return href.replace(/^([a-z]+:\/\/[^/?#]+)\/$/i, "$1")
}
