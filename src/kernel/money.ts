import { z } from "zod"

/** Integer minor units (fen, cents) with an ISO 4217 currency. */
export const Money = z.strictObject({
  minor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Money = z.infer<typeof Money>

const withoutMinor = new Set(["JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG"])

/** Decimal digits of a currency's minor unit. */
export function minorDigits(currency: string): number {
  return withoutMinor.has(currency) ? 0 : 2
}
