import type { Customer } from "./asking-customer.ts"

/** What the last run of RFM says of a customer. */
export interface RfmOf {
  readonly asOf: string
  readonly segment: string | undefined
  readonly recencyDays: number | undefined
  readonly scores: { readonly r: number; readonly f: number; readonly m: number } | undefined
}

/** `undefined` where it was not computed, or where the customer has no orders. */
export function rfmOf({ traits }: Pick<Customer, "traits">): RfmOf | undefined {
  const found = traits.find(({ analysis }) => analysis === "rfm")
  if (found === undefined) return undefined
  const { values, asOf } = found
  const [r, f, m] = [values["r"], values["f"], values["m"]].map(numberOf)
  const segment = values["segment"]
  return {
    asOf,
    segment: typeof segment === "string" ? segment : undefined,
    recencyDays: numberOf(values["recency_days"]),
    scores: r === undefined || f === undefined || m === undefined ? undefined : { r, f, m },
  }
}

function numberOf(value: string | number | undefined): number | undefined {
  if (value === undefined || value === "") return undefined
  const read = Number(value)
  return Number.isFinite(read) ? read : undefined
}
