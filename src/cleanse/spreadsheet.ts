/**
 * The digits of a whole number that a spreadsheet wrote as a decimal: `13800138000.0`, or
 * `1.3800138000E+10` with all its digits. `undefined` for anything else, also where digits are lost.
 */
export function spreadsheetDigits(spelled: string): string | undefined {
  const decimal = /^(\d{3,})\.0+$/.exec(spelled)?.[1]
  if (decimal !== undefined) return decimal
  const [, first, rest, exponent] = /^(\d)\.(\d+)E\+?(\d{1,2})$/i.exec(spelled) ?? []
  if (first === undefined || rest === undefined || rest.length !== Number(exponent))
    return undefined
  return first + rest
}
