/**
 * A calendar date may lack its day or its month: `1980-05-17`, `1980-05`, `1980`.
 * Is every part that is there possible, and together a real day?
 */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === undefined) return false
  if (month === undefined) return true
  if (Number(month) < 1 || Number(month) > 12) return false
  return (
    day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month)))
  )
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
