import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { inflateSync } from "node:zlib"
import { chromium, type Browser } from "playwright-core"

// A browser out of npm, so that nothing has to be installed: @sparticuz/chromium is unpacked once
// under node_modules/.cache, with a Chinese font. Elsewhere $CHROMIUM, then the system's Chrome.

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, "../..")
const home = join(root, "node_modules/.cache/chromium-153")
const packed = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"] as const

/** Starts a real browser, or fails: a test without one would show nothing. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env["CHROMIUM"]
  if (own !== undefined) return chromium.launch({ executablePath: own })
  if (process.platform !== "linux" || process.arch !== "x64")
    return chromium.launch({ channel: "chrome" })
  if (!isUnpacked()) await unpack()
  return chromium.launch({
    executablePath: join(home, "chromium"),
    chromiumSandbox: false,
    args: ["--disable-gpu", "--font-render-hinting=none"],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, "al2023/lib"),
      FONTCONFIG_FILE: join(home, "fonts.conf"),
    },
  })
}

function isUnpacked(): boolean {
  return existsSync(join(home, "chromium")) && existsSync(join(home, "fonts.conf"))
}

/** Into a folder of its own first: two programs may do this at once, and the second finds it done. */
async function unpack(): Promise<void> {
  mkdirSync(dirname(home), { recursive: true })
  const part = mkdtempSync(`${home}-`)
  await inflateInto(part)
  writeFileSync(join(part, "fonts/NotoSansSC.ttf"), ttfOfWoff(readFileSync(chineseFont())))
  writeFileSync(join(part, "fonts.conf"), fontConfig)
  // A browser of another checkout may have left its font cache here and nothing else.
  if (!isUnpacked()) rmSync(home, { recursive: true, force: true })
  try {
    renameSync(part, home)
  } catch {
    rmSync(part, { recursive: true })
  }
}

/** The package unpacks into the temporary directory, whatever that is: it is this folder meanwhile. */
async function inflateInto(folder: string): Promise<void> {
  const before = process.env["TMPDIR"]
  process.env["TMPDIR"] = folder
  try {
    const { inflate } = await import("@sparticuz/chromium")
    const bin = join(dirname(require.resolve("@sparticuz/chromium")), "../bin")
    await Promise.all(packed.map((file) => inflate(join(bin, file))))
  } finally {
    if (before === undefined) delete process.env["TMPDIR"]
    else process.env["TMPDIR"] = before
  }
}

function chineseFont(): string {
  return require.resolve("@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff")
}

// The package's own configuration names /tmp/fonts; without any font Chromium draws no text at all.
const fontConfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${home}/fontcache</cachedir></fontconfig>`

/** fontconfig reads no WOFF here. WOFF 1 is an sfnt whose tables are deflated: give them back their form. */
function ttfOfWoff(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * tables)
  const log = Math.floor(Math.log2(tables))
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  for (const [at, value] of [tables, 16 << log, log, 16 * tables - (16 << log)].entries())
    head.writeUInt16BE(value, 4 + 2 * at)
  const bodies: Buffer[] = []
  let offset = head.length
  for (let at = 0; at < tables; at++) {
    const entry = 44 + 20 * at
    const table = tableAt(woff, entry)
    woff.copy(head, 12 + 16 * at, entry, entry + 4)
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), 16 + 16 * at)
    head.writeUInt32BE(offset, 20 + 16 * at)
    head.writeUInt32BE(table.length, 24 + 16 * at)
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...bodies])
}

function tableAt(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4)
  const packedLength = woff.readUInt32BE(entry + 8)
  const length = woff.readUInt32BE(entry + 12)
  const raw = woff.subarray(offset, offset + packedLength)
  return packedLength < length ? inflateSync(raw) : raw
}
