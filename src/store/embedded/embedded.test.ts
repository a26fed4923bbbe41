import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startEmbedded, type Embedded } from "./embedded.ts"
import { homeOf } from "./home.ts"
import { stopServer } from "./launch.ts"
import { runningOn } from "./postmaster.ts"

const tuning = { isDurable: false }

async function ask(server: Embedded, question = "select current_user as answer"): Promise<unknown> {
  const client = new Client(server.connection("app"))
  await client.connect()
  const { rows } = await client.query(question)
  await client.end()
  return rows[0]?.answer
}

/** Another program that uses a data directory; resolves when it has started. */
async function program(directory: string) {
  const module = JSON.stringify(join(import.meta.dirname, "embedded.ts"))
  const code = `import { startEmbedded } from ${module}
    const server = await startEmbedded(${JSON.stringify(directory)}, { isDurable: false })
    console.log("started")
    process.stdin.on("end", () => server.close()).resume()`
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  await once(createInterface(child.stdout), "line")
  const exit = once(child, "exit")
  return {
    kill: async () => {
      child.kill("SIGKILL")
      await exit
    },
    end: async () => {
      child.stdin.end()
      await exit
    },
  }
}

describe("the embedded server", () => {
  let root: string
  let original: string
  let copies = 0
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "zhike-embedded-"))
    chmodSync(root, 0o755)
    original = join(root, "original")
    await (await startEmbedded(original, tuning)).close()
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  /** A data directory with a stopped database, a second quicker than making one. */
  function copy(): string {
    const directory = join(root, `copy-${(copies += 1)}`)
    cpSync(original, directory, { recursive: true })
    return directory
  }

  it("starts where nothing is, private and with passwords, and stops with its last user", async () => {
    const directory = join(root, "new")
    const server = await startEmbedded(directory, tuning)
    expect(await ask(server)).toBe("app")
    expect(statSync(join(directory, "database.json")).mode & 0o777).toBe(0o600)
    expect(statSync(server.home.cluster).mode & 0o777).toBe(0o700)
    expect(statSync(server.home.socket).mode & 0o777).toBe(0o700)
    expect(await ask(server, "select current_setting('data_checksums') as answer")).toBe("on")
    const stranger = new Client({ ...server.connection("app"), password: "password" })
    await expect(stranger.connect()).rejects.toMatchObject({ code: "28P01" })
    await server.close()
    expect(runningOn(server.home.cluster)).toBeUndefined()
  })

  it("is made once when two programs start at once", async () => {
    const directory = join(root, "two")
    const [first, second] = await Promise.all([program(directory), program(directory)])
    await first.end()
    const { cluster } = homeOf(directory)
    expect(runningOn(cluster)).toBeDefined()
    await second.end()
    expect(runningOn(cluster)).toBeUndefined()
  })

  it("goes on for others when one of its users leaves", async () => {
    const directory = copy()
    const mine = await startEmbedded(directory, tuning)
    const other = await program(directory)
    await mine.close()
    const again = await startEmbedded(directory, tuning)
    await other.end()
    expect(await ask(again)).toBe("app")
    await again.close()
    expect(runningOn(again.home.cluster)).toBeUndefined()
  })

  it("is adopted when a kill left it behind", async () => {
    const directory = copy()
    await (await program(directory)).kill()
    const { cluster } = homeOf(directory)
    const left = runningOn(cluster)?.pid
    expect(left).toBeDefined()
    const server = await startEmbedded(directory, tuning)
    expect(runningOn(cluster)?.pid).toBe(left)
    expect(await ask(server)).toBe("app")
    await server.close()
    expect(runningOn(cluster)).toBeUndefined()
  })

  it("starts after everything was killed and its number belongs to another process", async () => {
    const directory = copy()
    await (await program(directory)).kill()
    const { cluster } = homeOf(directory)
    process.kill(runningOn(cluster)?.pid ?? 0, "SIGKILL")
    const lock = join(cluster, "postmaster.pid")
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/u, String(process.pid)))
    const server = await startEmbedded(directory, tuning)
    expect(await ask(server)).toBe("app")
    await server.close()
  })

  it("comes back by itself when it falls over", async () => {
    const server = await startEmbedded(copy(), tuning)
    const before = runningOn(server.home.cluster)?.pid ?? 0
    process.kill(before, "SIGKILL")
    await expect.poll(() => ask(server).catch(() => "not yet"), { timeout: 20_000 }).toBe("app")
    expect(runningOn(server.home.cluster)?.pid).not.toBe(before)
    await server.close()
    expect(runningOn(server.home.cluster)).toBeUndefined()
  })

  it("takes new passwords when the file with them was lost", async () => {
    const directory = copy()
    rmSync(join(directory, "database.json"))
    const server = await startEmbedded(directory, tuning)
    expect(await ask(server)).toBe("app")
    await server.close()
  })

  it("keeps its socket elsewhere when the path is too long for one", async () => {
    const directory = join(root, "long".repeat(30))
    cpSync(original, directory, { recursive: true })
    const server = await startEmbedded(directory, tuning)
    expect(Buffer.byteLength(join(server.home.socket, ".s.PGSQL.5432"))).toBeLessThanOrEqual(107)
    expect(statSync(server.home.socket).mode & 0o777).toBe(0o700)
    expect(await ask(server)).toBe("app")
    await server.close()
    rmSync(server.home.socket, { recursive: true })
  })

  it("lives elsewhere when its account cannot walk to the data directory", async () => {
    const closed = join(root, "closed")
    mkdirSync(closed, { mode: 0o700 })
    const directory = join(closed, "data")
    const server = await startEmbedded(directory, tuning)
    expect(await ask(server)).toBe("app")
    await server.close()
    const isRoot = process.getuid?.() === 0
    expect(existsSync(join(directory, "postgres.path"))).toBe(isRoot)
    expect(server.home.directory.startsWith(closed)).toBe(!isRoot)
    expect(homeOf(directory).cluster).toBe(server.home.cluster)
    rmSync(server.home.directory, { recursive: true })
  })

  it.each([
    [
      "a file in its place",
      "store/directory-not-writable",
      (directory: string) => {
        rmSync(directory, { recursive: true })
        writeFileSync(directory, "")
      },
    ],
    [
      "another version's data",
      "store/other-version",
      (directory: string) => writeFileSync(join(homeOf(directory).cluster, "PG_VERSION"), "16\n"),
    ],
    [
      "files that are missing",
      "store/corrupted",
      (directory: string) => rmSync(join(homeOf(directory).cluster, "PG_VERSION")),
    ],
    [
      "a control file cut short",
      "store/corrupted",
      (directory: string) => truncateSync(join(homeOf(directory).cluster, "global/pg_control"), 10),
    ],
    [
      "a control file with wrong bytes",
      "store/corrupted",
      (directory: string) => overwrite(controlOf(directory), 100),
    ],
    [
      "a log that is gone",
      "store/corrupted",
      (directory: string) => rmSync(join(homeOf(directory).cluster, "pg_wal"), { recursive: true }),
    ],
    [
      "a clock that went back",
      "store/clock-gone-back",
      (directory: string) => {
        const time = Buffer.alloc(8)
        time.writeBigInt64LE(BigInt(Math.floor(Date.now() / 1000) + 86_400))
        overwrite(controlOf(directory), 24, time)
      },
    ],
    [
      "passwords that cannot be read",
      "store/passwords-unreadable",
      (directory: string) => writeFileSync(join(directory, "database.json"), "{}"),
    ],
  ])("says what is wrong: %s", async (_, code, spoil) => {
    const directory = copy()
    spoil(directory)
    await expect(startEmbedded(directory, tuning)).rejects.toMatchObject({ code })
  })

  it("says so when it runs with other passwords than the file has", async () => {
    const directory = copy()
    await (await program(directory)).kill()
    const passwords = join(directory, "database.json")
    writeFileSync(
      passwords,
      readFileSync(passwords, "utf8").replaceAll(/[0-9a-f]{48}/gu, "0".repeat(48)),
    )
    await expect(startEmbedded(directory, tuning)).rejects.toMatchObject({
      code: "store/wrong-password",
    })
    await stopServer(homeOf(directory).cluster)
  })
})

function controlOf(directory: string): string {
  return join(homeOf(directory).cluster, "global/pg_control")
}

function overwrite(path: string, at: number, bytes: Buffer = Buffer.alloc(16, 0xff)): void {
  const file = openSync(path, "r+")
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}
