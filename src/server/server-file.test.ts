import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import type { Server } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { listen, stopListening } from "./http/listen.ts"
import { findServer, placeServerFile, removeServerFile } from "./server-file.ts"

let directory: string
let server: Server
let port: number

const started = 1_795_866_629_361

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "zhike-file-"))
  const listening = await listen({ host: "127.0.0.1", ports: [0] }, (_request, response) => {
    response.end(JSON.stringify({ status: "ok", started }))
  })
  server = listening.server
  port = listening.port
})

afterEach(async () => {
  await stopListening(server, 0)
  await rm(directory, { recursive: true, force: true })
})

function ours(changes = {}) {
  return { url: `http://127.0.0.1:${port}`, pid: process.pid, started, ...changes }
}

test("a server that answers is found by its file, which only its owner can read", async () => {
  expect(await placeServerFile(directory, ours())).toBe(true)
  expect(await findServer(directory)).toEqual(ours())
  expect((await stat(join(directory, "server.json"))).mode & 0o777).toBe(0o600)
})

test("a directory has one file: the second program does not overwrite the first's", async () => {
  await placeServerFile(directory, ours())
  expect(await placeServerFile(directory, ours({ pid: 1 }))).toBe(false)
  expect(await findServer(directory)).toEqual(ours())
})

test("what a kill left behind counts as none: the process, the address or the start differ", async () => {
  const nobody = 2 ** 22
  for (const left of [
    ours({ pid: nobody }),
    ours({ url: "http://127.0.0.1:1" }),
    ours({ started: 5 }),
  ]) {
    await removeServerFile(directory)
    await placeServerFile(directory, left)
    expect(await findServer(directory)).toBeUndefined()
  }
})

test("half a file counts as none", async () => {
  await writeFile(join(directory, "server.json"), '{"url":"http://127')
  expect(await findServer(directory)).toBeUndefined()
})

test("a program takes away its own file and never another's", async () => {
  await placeServerFile(directory, ours({ pid: 1 }))
  await removeServerFile(directory, process.pid)
  expect(await readFile(join(directory, "server.json"), "utf8")).toContain('"pid":1')
  await removeServerFile(directory, 1)
  await expect(stat(join(directory, "server.json"))).rejects.toThrow("ENOENT")
})

test("of several ports the first that is free is taken; one that was asked for and is taken is a failure", async () => {
  const other = await listen({ host: "127.0.0.1", ports: [port, 0] }, () => undefined)
  expect(other.port).not.toBe(port)
  await stopListening(other.server, 0)
  const taken = listen({ host: "127.0.0.1", ports: [port] }, () => undefined)
  await expect(taken).rejects.toMatchObject({ code: "server/port-taken", facts: { port } })
})

test("an address that is not this machine's is a failure", async () => {
  const elsewhere = listen({ host: "203.0.113.7", ports: [0] }, () => undefined)
  await expect(elsewhere).rejects.toMatchObject({ code: "server/host" })
})
