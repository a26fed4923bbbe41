// Five years wide, as pyramids of the population are drawn; whoever is a hundred is in the last one.
const width = 5
const oldest = 100

/** Ages from `from` to the four after it; the last is open. */
export interface AgeBand {
  readonly from: number
  /** Earliest and latest day of birth, both included; open where nothing bounds it. */
  readonly bornFrom?: string
  readonly bornTo: string
}

/** All bands as of a day, the youngest first. They meet without a gap and without an overlap. */
export function ageBands(asOf: string): readonly AgeBand[] {
  return Array.from({ length: oldest / width + 1 }, (_, at) => {
    const from = at * width
    const bornTo = yearsBefore(asOf, from)
    if (from === oldest) return { from, bornTo }
    return { from, bornFrom: dayAfter(yearsBefore(asOf, from + width)), bornTo }
  })
}

/**
 * The band of a birth date that may be partial: a band only where every day it can mean leads to the
 * same one, else `undefined`; the same for a birth after the day.
 */
export function ageBandOf(birth: string, asOf: string): number | undefined {
  const eldest = bandAt(firstDay(birth), asOf)
  const youngest = bandAt(lastDay(birth), asOf)
  return eldest === youngest ? eldest : undefined
}

function bandAt(born: string, asOf: string): number | undefined {
  const age = fullYears(born, asOf)
  return age < 0 ? undefined : Math.min(oldest, Math.floor(age / width) * width)
}

/** Who was born on 29 February has their birthday on 1 March in other years. */
function fullYears(born: string, asOf: string): number {
  const years = Number(asOf.slice(0, 4)) - Number(born.slice(0, 4))
  return asOf.slice(5) < born.slice(5) ? years - 1 : years
}

/** The same day so many years before; 29 February becomes the 28th where there is none. */
function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, "0")
  const last = lastDay(`${year}-${day.slice(5, 7)}`)
  const same = `${year}${day.slice(4)}`
  return same > last ? last : same
}

function firstDay(partial: string): string {
  return partial + "-01-01".slice(partial.length - 4)
}

function lastDay(partial: string): string {
  if (partial.length === 10) return partial
  const [year = "", month = "12"] = partial.split("-")
  const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return `${year}-${month}-${length}`
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
