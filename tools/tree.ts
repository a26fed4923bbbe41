import { globSync, readFileSync, type Dirent } from "node:fs"
import { join, relative } from "node:path"

const outside = ["node_modules", ".git", ".zhike", "dist", "test-output"]
const isOutside = ({ name }: Dirent) => outside.includes(name)
const isText = (name: string) =>
  /(^|\/)[^./]+$|npmrc$|\.([cm]?[jt]sx?|json|md|sql|sh|ya?ml|css|html|svg)$/.test(name)

export interface TextFile {
  readonly path: string
  readonly text: string
}

/** Files of the tree under these patterns, in order, without what tools produce. Needs no git. */
export function filesOf(patterns: string | readonly string[]): readonly string[] {
  return globSync(patterns, { withFileTypes: true, exclude: isOutside })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(".", join(parentPath, name)).replaceAll("\\", "/"))
    .toSorted()
}

/** Text files of the tree under these patterns, read. */
export function readTree(patterns: string | readonly string[]): readonly TextFile[] {
  return filesOf(patterns)
    .filter(isText)
    .map((path) => ({ path, text: readFileSync(path, "utf8") }))
}
