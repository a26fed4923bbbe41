import type { TextFile } from "./tree.ts"

// Put together from halves, so that this file is not its own finding.
const forbidden = [
  { word: ["/wo", "rk/"].join(""), why: "a path of one machine" },
  { word: ["/tmp/", "bash"].join(""), why: "a path of one machine" },
  { word: ["registry", "="].join(""), why: "a registry: everyone has their own" },
  { word: ["_auth", "Token"].join(""), why: "a credential" },
  { word: ["<<<", "<<<<"].join(""), why: "an unfinished merge" },
]

/** What must not stand anywhere in the tree. */
export function wordFaults(files: readonly TextFile[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    forbidden
      .filter(({ word }) => text.includes(word))
      .map(({ word, why }) => `${path}:${lineOf(text, word)} names “${word}”: ${why}`),
  )
}

function lineOf(text: string, word: string): number {
  return text.slice(0, text.indexOf(word)).split("\n").length
}
