import { benchDemo } from "./demo.ts"
import { benchHistorical } from "./historical.ts"
import { benchImport } from "./import.ts"
import { benchKill } from "./kill.ts"
import { benchMirror } from "./mirror.ts"
import { benchRead } from "./read.ts"
import { benchReversal } from "./reversal.ts"
import { benchRfm } from "./rfm.ts"
import { benchStart } from "./start.ts"
import { benchWhole } from "./whole.ts"

// npm run bench -- NAME [SIZE [SEED]]: fixed sizes, printed with the machine and the day; kept in RESULTS.md.

const [name = "", size, seed] = process.argv.slice(2)
const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))
const benches: ReadonlyMap<string, () => Promise<void>> = new Map([
  ["demo", () => benchDemo()],
  ["historical", () => benchHistorical()],
  ["start", () => benchStart()],
  ["read", () => benchRead(numberOf(size))],
  ["import", () => benchImport(numberOf(size))],
  ["whole", () => benchWhole(numberOf(size))],
  ["reversal", () => benchReversal(numberOf(size), numberOf(seed))],
  ["kill", () => benchKill(numberOf(size), numberOf(seed))],
  ["mirror", () => benchMirror(numberOf(size))],
  ["rfm", () => benchRfm(numberOf(size))],
])

const bench = benches.get(name)
if (bench === undefined) {
  console.error(`npm run bench -- ${[...benches.keys()].join(" | ")}`)
  process.exitCode = 2
} else {
  await bench()
}
