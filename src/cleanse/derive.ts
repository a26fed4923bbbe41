import type { CleanValue, FieldId, Subject } from "#kernel"
import { readAddressHead, type AddressHead } from "./address-head.ts"
import { holderOf } from "./identity-number.ts"

type Values = Record<FieldId, readonly CleanValue[]>

/** Adds what a row's own values prove and doubts what they contradict. Never invents. */
export function deriveValues(subject: Subject, values: Values): void {
  if (subject === "person") {
    nameFromParts(values)
    doubtAgainstIdentityNumber(values)
  }
  regionsFromAddress(values)
}

const hanOnly = /^[\p{Script=Han}·]+$/u

/** 欧阳 and 娜娜 make 欧阳娜娜, Zhang and Wei make Wei Zhang. */
function nameFromParts(values: Values): void {
  if (firstUsable(values["name"]) !== undefined) return
  const family = firstUsable(values["family_name"])
  const given = firstUsable(values["given_name"])
  if (family?.v === undefined && given?.v === undefined) return
  const both = family?.v !== undefined && given?.v !== undefined
  const han = hanOnly.test(`${family?.v ?? ""}${given?.v ?? ""}`)
  const parts = han ? [family?.v, given?.v] : [given?.v, family?.v]
  const name = parts.filter((part) => part !== undefined).join(han ? "" : " ")
  const doubtful = !both || family.k === "doubtful" || given.k === "doubtful"
  const derived: CleanValue = {
    v: name,
    k: doubtful ? "doubtful" : "corrected",
    r: [both ? "person-name/from-parts" : "person-name/part-only"],
  }
  values["name"] = [derived, ...(values["name"] ?? [])]
}

/** A valid number says birth date and sex; where somebody wrote another, that is doubted. */
function doubtAgainstIdentityNumber(values: Values): void {
  const number = values["identity_number"]?.find((value) => value.v !== undefined && isSure(value))
  if (number?.v === undefined) return
  const holder = holderOf(number.v)
  const { birth_date: birthDates, sex } = values
  if (birthDates?.some((date) => contradicts(date, holder.birthDate)) === true) {
    values["birth_date"] = birthDates.map((date) =>
      contradicts(date, holder.birthDate)
        ? doubted(date, "date/contradicts-identity-number")
        : date,
    )
  }
  if (sex?.some((value) => contradicts(value, holder.sex)) === true) {
    values["sex"] = sex.map((value) =>
      contradicts(value, holder.sex) ? doubted(value, "choice/contradicts-identity-number") : value,
    )
  }
}

/** A partial date that begins the full one agrees with it. */
function contradicts(value: CleanValue, truth: string): boolean {
  return value.v !== undefined && !truth.startsWith(value.v)
}

/** Regions at the head of an address go into their fields, unless those say something else. */
function regionsFromAddress(values: Values): void {
  const addresses = values["address"]
  const [address] = addresses ?? []
  if (addresses?.length !== 1 || address?.v === undefined) return
  const province = firstUsable(values["province"])?.v
  const city = firstUsable(values["city"])?.v
  const head = readAddressHead(address.v, city ?? province)
  if (head === undefined) return
  if (regions.some((region) => isOther(values[region], head[region]))) {
    values["address"] = [doubted(address, "address/contradicts-region")]
    return
  }
  for (const region of regions) fillRegion(values, region, head)
  if (head.rest !== "") values["address"] = [withoutHead(address, head.rest)]
}

const regions = ["province", "city", "district"] as const

function isOther(known: readonly CleanValue[] | undefined, written: string | undefined): boolean {
  const value = firstUsable(known)?.v
  return value !== undefined && written !== undefined && value !== written
}

function fillRegion(values: Values, region: (typeof regions)[number], head: AddressHead): void {
  const written = head[region]
  if (written === undefined || firstUsable(values[region]) !== undefined) return
  const derived: CleanValue = { v: written, k: "corrected", r: ["region/from-address"] }
  values[region] = [derived, ...(values[region] ?? [])]
}

function withoutHead(address: CleanValue, rest: string): CleanValue {
  return {
    ...address,
    v: rest,
    w: address.w ?? address.v ?? rest,
    k: address.k ?? "corrected",
    r: [...(address.r ?? []), "address/region-apart"],
  }
}

function firstUsable(values: readonly CleanValue[] | undefined): CleanValue | undefined {
  return values?.find((value) => value.v !== undefined)
}

function isSure(value: CleanValue): boolean {
  return value.k === undefined || value.k === "corrected"
}

function doubted(value: CleanValue, reason: string): CleanValue {
  return { ...value, k: "doubtful", r: [...(value.r ?? []), reason] }
}
