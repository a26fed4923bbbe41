import { isTextKey, say, type Language } from "#text"

/** How a language writes what is not text. */
export interface Formats {
  /** 12,486 */
  readonly count: (n: number) => string
  /** 128.4 and 万 (K, M …): for figures; exact below 10,000. */
  readonly figure: (n: number) => Figure
  /** 0.412 → 41.2% */
  readonly percent: (share: number) => string
  /** 38,264 元; whole units unless `exact`. */
  readonly money: (amount: Amount, how?: "whole" | "exact") => string
  /** Amount in a column whose header names the unit. */
  readonly amount: (amount: Amount) => string
  readonly currency: (code: string) => string
  /** 今天 09:30, 昨天, 9 天前, 6 个月前, 2026 年 9 月 14 日. */
  readonly past: (instant: string, now?: Date) => string
  /** The exact time, for `title`. */
  readonly exactly: (instant: string) => string
  /** A calendar date that may be partial: 1988 年 3 月 6 日, 1988 年 3 月, 1988 年. */
  readonly date: (partial: string) => string
  /** 138 0059 2716, 0591 8765 4321, +44 20 7946 0958. */
  readonly phone: (e164: string) => string
  readonly bytes: (n: number) => string
  /** 3.4 秒, 2 分 10 秒 */
  readonly seconds: (n: number) => string
}

export interface Figure {
  readonly value: string
  readonly scale: string
}

/** Integer minor units with their currency. */
export interface Amount {
  readonly minor: number
  readonly currency: string
}

const locales: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" }
/** British English says 34.6k where people here expect 34.6K. */
const scaleLocales: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-US" }
const minute = 60_000
const day = 24 * 60 * minute

/** Every format of a language, its number formats made once. */
export function formatsOf(language: Language): Formats {
  const locale = locales[language]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const cents = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  const share = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const currency = (code: string) => currencyName(language, code)
  return {
    count: (n) => whole.format(n),
    figure: (n) => figure(scaleLocales[language], n),
    // Few are not none.
    percent: (n) => (n > 0 && n < 0.0005 ? `<${share.format(0.001)}` : share.format(n)),
    amount: (amount) => whole.format(major(amount)),
    money: (amount, how = "whole") =>
      say(language, "web.unit.money", {
        amount: (how === "whole" ? whole : cents).format(major(amount)),
        unit: currency(amount.currency),
      }),
    currency,
    past: (instant, now = new Date()) => past(language, new Date(instant), now),
    exactly: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" }).format(
        new Date(instant),
      ),
    date: (partial) => partialDate(language, partial),
    phone,
    bytes: (n) => bytes(language, n),
    seconds: (n) => seconds(language, n),
  }
}

function figure(locale: string, n: number): Figure {
  if (Math.abs(n) < 10_000)
    return {
      value: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(n),
      scale: "",
    }
  const parts = new Intl.NumberFormat(locale, {
    notation: "compact",
    maximumSignificantDigits: 4,
  }).formatToParts(n)
  const only = (compact: boolean) =>
    parts
      .filter((part) => (part.type === "compact") === compact)
      .map((part) => part.value)
      .join("")
      .trim()
  return { value: only(false), scale: only(true) }
}

/** Currencies whose minor unit is the unit itself. */
const withoutMinor = new Set(["JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG"])

function major({ minor, currency }: Amount): number {
  return withoutMinor.has(currency) ? minor : minor / 100
}

function currencyName(language: Language, code: string): string {
  const key = `web.currency.${code}`
  return isTextKey(key) ? say(language, key) : code
}

function past(language: Language, at: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(at)) / day)
  if (days < 0) return calendar(language, at)
  if (days === 0) return say(language, "web.time.today", { time: clock(language, at) })
  if (days === 1) return say(language, "web.time.yesterday")
  if (days <= 30) return say(language, "web.time.days-ago", { days })
  if (days < 365) return say(language, "web.time.months-ago", { months: Math.round(days / 30.4) })
  return calendar(language, at)
}

function midnight(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())
}

function clock(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(at)
}

function calendar(language: Language, at: Date): string {
  return partialDate(
    language,
    `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`,
  )
}

function partialDate(language: Language, partial: string): string {
  const [, year, month, date] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(partial) ?? []
  if (year === undefined) return partial
  if (month === undefined) return say(language, "web.time.year", { year })
  const named = { year, month: Number(month) }
  if (date === undefined) return say(language, "web.time.month", named)
  return say(language, "web.time.date", { ...named, day: Number(date) })
}

/** Reads E.164; what is not E.164 is shown as it stands. */
function phone(e164: string): string {
  const home = /^\+86(\d+)$/.exec(e164)?.[1]
  if (home === undefined) return abroad(e164)
  if (/^1\d{10}$/.test(home)) return `${home.slice(0, 3)} ${home.slice(3, 7)} ${home.slice(7)}`
  const area = /^(10|2\d)/.test(home) ? 2 : 3
  const local = home.slice(area)
  return `0${home.slice(0, area)} ${local.slice(0, -4)} ${local.slice(-4)}`
}

/** Digits in fours from the end: nobody has to know every country's plan to read one aloud. */
function abroad(e164: string): string {
  if (!/^\+\d{7,15}$/.test(e164)) return e164
  return `+${e164.slice(1).replaceAll(/\B(?=(\d{4})+$)/g, " ")}`
}

function bytes(language: Language, n: number): string {
  const steps = ["byte", "kilobyte", "megabyte", "gigabyte"] as const
  const step = Math.min(3, Math.floor(Math.log2(Math.max(1, n)) / 10))
  return new Intl.NumberFormat(locales[language], {
    style: "unit",
    unit: steps[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(n / 1024 ** step)
}

function seconds(language: Language, n: number): string {
  const whole = Math.round(n)
  if (n < 10) return say(language, "web.time.seconds", { seconds: Math.round(n * 10) / 10 })
  if (whole < 60) return say(language, "web.time.seconds", { seconds: whole })
  return say(language, "web.time.minutes", { minutes: Math.floor(whole / 60), seconds: whole % 60 })
}
