import { readFileSync } from "node:fs"
import { join } from "node:path"

/** The version of the program, from its package. */
export function version(): string {
  const text = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "0"
}
