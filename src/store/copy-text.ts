import type { CopyValue } from "./tx.ts"

/** Rows in PostgreSQL's text format of COPY, which takes any writing of any type. */
export class TextLines {
  private text = ""

  row(values: readonly CopyValue[]): void {
    for (let index = 0; index < values.length; index += 1) {
      this.text += (index === 0 ? "" : "\t") + cellOf(values[index])
    }
    this.text += "\n"
  }

  get size(): number {
    return this.text.length
  }

  take(): Buffer {
    const bytes = Buffer.from(this.text)
    this.text = ""
    return bytes
  }

  end(): Buffer {
    return this.take()
  }
}

/** One value in PostgreSQL's text format of COPY. */
function cellOf(value: CopyValue | undefined): string {
  if (typeof value === "string") return escaped(value)
  if (value === null || value === undefined) return "\\N"
  if (typeof value === "boolean") return value ? "t" : "f"
  if (typeof value === "number" || typeof value === "bigint") return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`
  return escaped(`{${value.map(elementOf).join(",")}}`)
}

function elementOf(element: string | number): string {
  if (typeof element === "number") return String(element)
  return `"${element.replaceAll(/[\\"]/gu, "\\$&")}"`
}

const special = /[\\\t\n\r]/u
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
}

function escaped(text: string): string {
  if (!special.test(text)) return text
  return text.replaceAll(/[\\\t\n\r]/gu, (character) => escapes[character] ?? character)
}
