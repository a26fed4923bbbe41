import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Failure } from "#kernel"

/** Writes a small file if nobody did. Of two programs at once, both get what the quicker one wrote. */
export function keepOnce(path: string, text: string, mode: number): string {
  const part = `${path}.${process.pid}`
  try {
    writeFileSync(part, text, { mode })
    // Unlike renaming, linking fails when another program was quicker.
    linkSync(part, path)
    return text
  } catch (cause) {
    const other = readIfThere(path)
    if (other !== undefined) return other
    throw new Failure("store/directory-not-writable", { path }, { cause })
  } finally {
    rmSync(part, { force: true })
  }
}

/** The text of a file; `undefined` if there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}
