import { CustomerSorts, type CustomerSort } from "./sort.ts"
import { parseColumns, printColumns } from "./shown-columns.ts"

/**
 * What the address of the list says: a view, and where it is departed from the id of a kept question,
 * an order, columns; as of when. Never what is looked for.
 */
export interface ListAddress {
  /** `all` is the list that nobody has arranged. */
  readonly view?: string
  /** `all` asks for everyone where the view asks for some. */
  readonly q?: string
  readonly sort?: CustomerSort
  /** Ids and widths: `phones:160,city`. */
  readonly cols?: string
  /** A day or an instant. */
  readonly asOf?: string
}

const dayOrInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)?$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads it; what an address should not say is dropped. */
export function readListAddress(search: Readonly<Record<string, unknown>>): ListAddress {
  const { asOf } = search
  const sort = CustomerSorts.find((one) => one === search["sort"])
  const view = idIn(search["view"])
  const q = idIn(search["q"])
  const columns = parseColumns(search["cols"])
  return {
    ...(view === undefined ? {} : { view }),
    ...(q === undefined ? {} : { q }),
    ...(sort === undefined ? {} : { sort }),
    ...(typeof asOf === "string" && dayOrInstant.test(asOf) ? { asOf } : {}),
    ...(columns === undefined ? {} : { cols: printColumns(columns) }),
  }
}

function idIn(value: unknown): string | undefined {
  return typeof value === "string" && (value === "all" || uuid.test(value)) ? value : undefined
}
