import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

const reasons = [
  "email/empty",
  "email/placeholder",
  "email/spelling",
  "email/letter-case",
  "email/dress",
  "email/no-at",
  "email/local-part",
  "email/domain",
  "email/domain-typo",
  "email/long",
] as const
type Reason = (typeof reasons)[number]

/** E-mail address; the domain small, the local part as it was written. */
export const email: Cleaner<Reason> = {
  kind: "email",
  reasons,
  example: "wei.zhang@example.com",
  cleanse: cleanseEmail,
  split: splitEmails,
}

// Each is another domain than it looks like, or none; the address stays as it is and is doubted.
const typos = new Set(
  "gmial.com gmai.com gmal.com gamil.com gnail.com gmail.co gmail.cm gmail.con gmail.cn gmaill.com hotmial.com hotmai.com hotmal.com homail.com hotmail.con outlok.com outloook.com outlook.con yahooo.com yaho.com yahoo.con qq.co qq.con qq.cm qq.cmo qq.coom qq.vom q.com qqq.com qq.om 163.con 163.co 163.cm 136.com 1263.com 126.con 126.co 126.cm sina.con sina.cm sian.com sina.co sohu.con shou.com foxmial.com foxmai.com foxmail.con iclould.com icloud.con icoud.com".split(
    " ",
  ),
)
const strangeEnding = /\.(?:con|cmo|ocm|vom|comm|coom|nte|ogr|cm\d)$/
const nobody = /^(?:no|none|null|noemail|no-email|nomail|unknown|test|无|暂无|没有|xxx?|aaa?|123)@/i

function cleanseEmail(written: string): Verdict<string, Reason> {
  const spelled = unifySpelling(written)
    .replace(/ ?@ ?/, "@")
    .replace(/(?<=@.*)。/g, ".")
  const bare = withoutDress(spelled)
  const at = bare.lastIndexOf("@")
  const local = bare.slice(0, at)
  const domain = bare.slice(at + 1).toLowerCase()
  const flaw = findFlaw(bare, { at, local, domain })
  if (flaw !== undefined) return impossible(flaw)
  // Mailboxes that differ in case alone exist in the standard and nowhere else.
  const value = `${local.toLowerCase()}@${domain}`
  return judge(value, {
    changes: [
      spelled !== written && "email/spelling",
      bare !== spelled && "email/dress",
      value !== bare && "email/letter-case",
    ],
    doubts: [(typos.has(domain) || strangeEnding.test(domain)) && "email/domain-typo"],
  })
}

/** Marks set addresses apart; spaces only where no mark does, for they also stand in names. */
function splitEmails(written: string): readonly string[] {
  if (!holdsSeveral(written)) return [written]
  return written
    .split(/[,;、，；|/\n]/u)
    .flatMap((part) => (holdsSeveral(part) ? part.split(/\s/u) : [part]))
    .filter((part) => part.trim() !== "")
}

function holdsSeveral(written: string): boolean {
  return written.indexOf("@") !== written.lastIndexOf("@")
}

/** Without what mail programs and sentences put around an address. */
function withoutDress(spelled: string): string {
  return spelled
    .replace(/^[^<>]*<([^<>]*)>$/, "$1")
    .replace(/^(?:mailto|e-?mail|邮箱|电子邮箱) ?: ?/i, "")
    .replace(/^["'(<]+|["')>.,;]+$/g, "")
}

interface Parts {
  readonly at: number
  readonly local: string
  readonly domain: string
}

function findFlaw(bare: string, { at, local, domain }: Parts): Reason | undefined {
  if (bare === "") return "email/empty"
  if (isPlaceholder(bare) || (at > 0 && nobody.test(bare))) return "email/placeholder"
  if (at < 0) return "email/no-at"
  if (
    !/^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.+[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*\.?$/u.test(
      local,
    )
  ) {
    return "email/local-part"
  }
  if (
    !/^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}]{2,}$|(?:^|\.)xn--[a-z0-9-]+$/u.test(
      domain,
    )
  ) {
    return "email/domain"
  }
  return local.length > 64 || domain.length > 253 ? "email/long" : undefined
}
