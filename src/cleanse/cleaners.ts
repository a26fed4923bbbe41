import type { FieldKind } from "#kernel"
import { address } from "./address.ts"
import { choice } from "./choice.ts"
import type { Cleaner } from "./cleaner.ts"
import { companyName } from "./company-name.ts"
import { creditCode } from "./credit-code.ts"
import { date } from "./date.ts"
import { email } from "./email.ts"
import { identityNumber } from "./identity-number.ts"
import { link } from "./link.ts"
import { money } from "./money.ts"
import { number } from "./number.ts"
import { personName } from "./person-name.ts"
import { phone } from "./phone.ts"
import { postcode } from "./postcode.ts"
import { region } from "./region.ts"
import { text } from "./text.ts"

const byKind: Readonly<Record<FieldKind, Cleaner>> = {
  "person-name": personName,
  "company-name": companyName,
  phone,
  email,
  "identity-number": identityNumber,
  "credit-code": creditCode,
  date,
  money,
  region,
  address,
  postcode,
  choice,
  number,
  text,
  link,
}

/** Every kind of value the house can cleanse. A new one is one file and one line here. */
export const cleaners: readonly Cleaner[] = Object.values(byKind)

/** The cleaner of a kind; the compiler sees to it that there is one. */
export function cleanerOf(kind: FieldKind): Cleaner {
  return byKind[kind]
}
