import { benchDemo } from "./demo.ts"
import { benchHistorical } from "./historical.ts"
import { benchImport } from "./import.ts"
import { benchRead } from "./read.ts"
import { benchStart } from "./start.ts"

// npm run bench -- NAME [SIZE]: fixed sizes, printed with the machine and the day; kept in RESULTS.md.

const [name = "", size] = process.argv.slice(2)
const benches: ReadonlyMap<string, () => Promise<void>> = new Map([
  ["demo", () => benchDemo()],
  ["historical", () => benchHistorical()],
  ["start", () => benchStart()],
  ["read", () => benchRead(size === undefined ? undefined : Number(size))],
  ["import", () => benchImport(size === undefined ? undefined : Number(size))],
])

const bench = benches.get(name)
if (bench === undefined) {
  console.error(`npm run bench -- ${[...benches.keys()].join(" | ")}`)
  process.exitCode = 2
} else {
  await bench()
}
