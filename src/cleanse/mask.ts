import type { FieldKind } from "#kernel"

type Mask = (value: string) => string

const masks: Readonly<Partial<Record<FieldKind | "bank-card", Mask>>> = {
  "identity-number": (value) => `${value.slice(0, 4)} **** **** ${value.slice(-4)}`,
  "bank-card": (value) => `**** ${value.slice(-4)}`,
  phone: maskPhone,
  email: (value) => value.replace(/^(.).*@/u, "$1***@"),
  "person-name": (value) => `${Array.from(value)[0] ?? ""}**`,
  date: (value) => `${value.slice(0, 4)}-**-**`,
}

/** What may be shown of a value to anyone who sees the record: enough to recognise it, not to use it. */
export function maskOf(kind: FieldKind | "bank-card", value: string): string {
  return (masks[kind] ?? maskText)(value)
}

function maskPhone(value: string): string {
  const digits = value.replace(/^\+86/, "").replace(/;ext=.*/, "")
  return /^1\d{10}$/.test(digits)
    ? `${digits.slice(0, 3)} **** ${digits.slice(-4)}`
    : `**** ${digits.slice(-4)}`
}

function maskText(value: string): string {
  const signs = Array.from(value)
  return signs.length < 5 ? "****" : `${signs[0]}****${signs.at(-1)}`
}
