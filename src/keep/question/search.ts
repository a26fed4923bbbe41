import { sql } from "kysely"
import type { Question } from "#kernel"
import { parseNumber } from "../number.ts"
import { no, type Asker, type Place, type Sql } from "./printed.ts"

type Search = Extract<Question, { is: "search" }>

/**
 * What the search box takes: a name or a part of it, pinyin or its initials, a company, the last four
 * digits of a phone or all of it, a mailbox, an e-mail address, a customer number, an identity number.
 * Each way is a look-up in an index of its own; a customer found by one of them is found. The one way
 * without an index: an address whose mailbox is a number.
 */
export function search({ text }: Search, { asker }: Place): Sql {
  const written = text.normalize("NFKC").trim()
  const ways = [
    ...byWords(written, asker),
    ...byAddress(written, asker),
    ...byNumber(written),
    ...byDocument(written, asker),
  ]
  if (ways.length === 0) return no
  return sql`exists (select 1 from (${sql.join(ways, sql` union all `)}) as found where found.id = c.id)`
}

/** Tokens find those who may be meant; what is longer than a token is looked at again. */
function byWords(written: string, { tokens }: Asker): readonly Sql[] {
  const wanted = tokens(written)
  if (written.includes("@") || wanted.length === 0) return []
  const checks = [...longWords(written).map(holdsWord), ...longDigits(written).map(holdsDigits)]
  return [found(wanted, checks)]
}

function byAddress(written: string, { tokens }: Asker): readonly Sql[] {
  if (!written.includes("@")) return []
  const address = written.toLowerCase()
  const mailbox = address.slice(0, address.lastIndexOf("@"))
  const check = sql`exists (select 1 from unnest(g.emails) as v(value)
    where starts_with(lower(v.value), ${address}))`
  return [found(/[a-z]/.test(mailbox) ? tokens(mailbox) : [], [check])]
}

function byNumber(written: string): readonly Sql[] {
  const birth = parseNumber(written)
  return birth === undefined ? [] : [sql`select g.id from customer g where g.no = ${birth}::bigint`]
}

function byDocument(written: string, { index }: Asker): readonly Sql[] {
  const number = written.replace(/\s/gu, "").toUpperCase()
  if (!/^(?:\d{15}|\d{17}[\dX])$/.test(number)) return []
  return [
    sql`select g.id from customer g where g.identity_index = ${index("identity_number", number)}`,
  ]
}

function found(tokens: readonly string[], checks: readonly Sql[]): Sql {
  const conditions = [
    ...(tokens.length === 0 ? [] : [sql`k.tokens @> ${tokens}::text[]`]),
    ...checks,
  ]
  const from =
    checks.length === 0
      ? sql`customer_search k`
      : sql`customer_search k join customer g on g.id = k.id`
  return sql`select k.id from ${from} where ${sql.join(conditions, sql` and `)}`
}

// Tokens hold no more than eight letters of a word and four digits of a phone.
const tokenLetters = 8
const tokenDigits = 4

function longWords(written: string): readonly string[] {
  const words = written
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .match(/[a-z\d]+/g)
  return (words ?? []).filter((word) => /[a-z]/.test(word) && word.length > tokenLetters)
}

function holdsWord(word: string): Sql {
  const pattern = `%${escapeLike(word)}%`
  return sql`(replace(g.name_key, ' ', '') like ${pattern} or exists (
    select 1 from unnest(g.also_known || g.emails || g.employer) as v(value)
    where lower(v.value) like ${pattern}))`
}

/** Zeros and 86 in front are dialled, not part of the number as others write it. */
function longDigits(written: string): readonly string[] {
  const digits = written.replace(/\D/g, "")
  if (digits.length <= tokenDigits || /[\p{L}@]/u.test(written)) return []
  return [digits.replace(/^0+/, "")]
}

/** `%`, `_` and `\` stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`)
}

function holdsDigits(digits: string): Sql {
  return sql`exists (select 1 from unnest(g.phones) as v(value)
    where regexp_replace(split_part(v.value, ';', 1), '[^0-9]', '', 'g') like ${`%${digits}`})`
}
