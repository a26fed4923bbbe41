/** Hands a file to the browser to be saved. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** Rows as a CSV file that spreadsheets read as UTF-8. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): Blob {
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n")
  return new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv;charset=utf-8" })
}

/** A picture out of its data address. */
export function pictureOf(dataAddress: string): Blob {
  const [, encoded = ""] = dataAddress.split(",")
  const bytes = Uint8Array.from(atob(encoded), (sign) => sign.codePointAt(0) ?? 0)
  return new Blob([bytes], { type: "image/png" })
}

// A cell that a spreadsheet would take for a formula gets an apostrophe, also behind blanks.
const formula = /^[\s\u200B-\u200F\uFEFF]*[=+\-@\t\r＝＋－＠]/

function cell(value: string | number): string {
  if (typeof value === "number") return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
