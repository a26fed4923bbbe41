/** Full years between a birth date and a day; `undefined` unless the day of birth is known. */
export function ageOn(birth: string | undefined, day: Date): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birth ?? "") ?? []
  if (year === undefined || month === undefined || date === undefined) return undefined
  const hadBirthday =
    day.getMonth() + 1 > Number(month) ||
    (day.getMonth() + 1 === Number(month) && day.getDate() >= Number(date))
  const age = day.getFullYear() - Number(year) - (hadBirthday ? 0 : 1)
  return age >= 0 && age <= 120 ? age : undefined
}
