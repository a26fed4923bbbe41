import { cleanerOf, usualContext } from "#cleanse"
import { minorDigits } from "#kernel"

/** Money of an order line, or which part of it cannot be read. */
export type OrderAmount =
  | {
      readonly minor: number
      readonly currency: string
      /** Reasons to doubt the amount; texts are `reason.<code>`. */
      readonly doubts: readonly string[]
    }
  | { readonly flaw: "flow/order-amount" | "flow/order-currency" }

const money = cleanerOf("money")
const number = cleanerOf("number")

/** The amount as it is written, in the currency it names or the usual one. */
export function readAmount(written: string, usual: string): OrderAmount {
  const verdict = money.cleanse(written, { ...usualContext, currency: usual })
  if (verdict.kind === "impossible") return { flaw: "flow/order-amount" }
  const [digits = "", currency = ""] = verdict.value.split(" ")
  const doubts = verdict.kind === "doubtful" ? verdict.reasons : []
  return { minor: Number(digits), currency, doubts }
}

/** The currency that a cell names by code, sign or name; the usual one if it is empty. */
export function readCurrency(written: string, usual: string): string | undefined {
  const spelled = written.normalize("NFKC").trim().toUpperCase()
  if (spelled === "") return usual
  const named = readAmount(`1 ${spelled}`, usual)
  if ("currency" in named && (named.currency !== usual || spelled.includes(usual)))
    return named.currency
  if (/^[A-Z]{3}$/.test(spelled) && currencies.has(spelled)) return spelled
  return "currency" in named ? named.currency : undefined
}

const currencies = new Set(Intl.supportedValuesOf("currency"))

/** A decimal number as text; `undefined` if it is none. */
export function readDecimal(written: string): string | undefined {
  const verdict = number.cleanse(written, usualContext)
  return verdict.kind === "impossible" ? undefined : verdict.value
}

/** Price times quantity, by whole numbers throughout, rounded half away from zero to minor units. */
export function multiply(price: string, quantity: string, currency: string): number {
  const one = decimalOf(price)
  const two = decimalOf(quantity)
  const excess = one.places + two.places - minorDigits(currency)
  const product = one.digits * two.digits
  if (excess <= 0) return Number(product * 10n ** BigInt(-excess))
  const unit = 10n ** BigInt(excess)
  const size = product < 0n ? -product : product
  const rounded = (size * 2n + unit) / (unit * 2n)
  return Number(product < 0n ? -rounded : rounded)
}

/** The sum of decimal numbers, as a decimal number. */
export function addDecimals(numbers: readonly string[]): string {
  const parts = numbers.map(decimalOf)
  const places = Math.max(0, ...parts.map((part) => part.places))
  const sum = parts.reduce(
    (total, part) => total + part.digits * 10n ** BigInt(places - part.places),
    0n,
  )
  return writeDecimal(sum, places)
}

/** Minor units as they are written in a file: `-12.50`. */
export function writtenMinor(minor: number, currency: string): string {
  const places = minorDigits(currency)
  const size = String(Math.abs(minor)).padStart(places + 1, "0")
  const whole = size.slice(0, size.length - places)
  return `${minor < 0 ? "-" : ""}${whole}${places === 0 ? "" : `.${size.slice(-places)}`}`
}

function decimalOf(text: string): { readonly digits: bigint; readonly places: number } {
  const [whole = "0", fraction = ""] = text.split(".")
  return { digits: BigInt(whole + fraction), places: fraction.length }
}

function writeDecimal(digits: bigint, places: number): string {
  const size = String(digits < 0n ? -digits : digits).padStart(places + 1, "0")
  const whole = size.slice(0, size.length - places)
  const fraction = size.slice(size.length - places).replace(/0+$/, "")
  return `${digits < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`
}
