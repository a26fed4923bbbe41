import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { glob, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { constants, createBrotliCompress, createGzip } from "node:zlib"
import { Failure } from "#kernel"

const project = join(import.meta.dirname, "../../..")
const inputs = [
  "web/**/*",
  "text/**/*.ts",
  "src/contract/**/*.ts",
  "src/kernel/**/*.ts",
  "vite.config.ts",
  "package-lock.json",
]

/** Where the built page lies. */
export const webDirectory = join(project, "dist/web")

/**
 * Builds the page unless what it is made of is as it was at the last build.
 * @returns whether it was built now
 * @throws Failure "server/build"
 */
export async function ensureWebBuilt(): Promise<boolean> {
  const stamp = join(project, "dist/web.sha256")
  const wanted = await hashInputs()
  const found = await readFile(stamp, "utf8").catch(() => "")
  if (found === wanted && (await isThere(join(webDirectory, "index.html")))) return false
  await runVite()
  await compressAll()
  await writeFile(stamp, wanted)
  return true
}

async function hashInputs(): Promise<string> {
  const hash = createHash("sha256")
  const files: string[] = []
  for await (const entry of glob(inputs, { cwd: project, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name))
  }
  for (const file of files.toSorted()) {
    if (file.includes(".test.")) continue
    hash.update(`${file.slice(project.length)}\0`).update(await readFile(file))
  }
  return hash.digest("hex")
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

/** In a process of its own: the bundler's memory goes with it. */
async function runVite(): Promise<void> {
  const vite = join(project, "node_modules/vite/bin/vite.js")
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "error"], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  })
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", resolve)
  })
  if (code !== 0) throw new Failure("server/build")
}

async function compressAll(): Promise<void> {
  const compressible = glob("**/*.{js,css,svg,json}", { cwd: webDirectory })
  for await (const file of compressible) await compress(join(webDirectory, file))
}

async function compress(path: string): Promise<void> {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  await Promise.all([
    pipeline(
      createReadStream(path),
      createBrotliCompress({ params: quality }),
      createWriteStream(`${path}.br`),
    ),
    pipeline(createReadStream(path), createGzip({ level: 9 }), createWriteStream(`${path}.gz`)),
  ])
}
