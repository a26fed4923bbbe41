import { createServer, type RequestListener } from "node:http"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Outbound } from "#kernel"
import { guardedOutbound, type OutboundGuards } from "#govern"

const adapters: readonly {
  readonly name: string
  readonly make: (guards?: Partial<OutboundGuards>) => Outbound
}[] = [{ name: "guarded", make: guardedOutbound }]

const visits: string[] = []
const pages: Readonly<Record<string, RequestListener>> = {
  "/hello": (_request, response) => response.end("你好"),
  "/echo": (request, response) => {
    response.writeHead(200, { "x-host": String(request.headers.host) })
    request.pipe(response)
  },
  "/host": (request, response) => response.end(request.headers.host),
  "/moved": (_request, response) => response.writeHead(302, { location: "/hello" }).end(),
  "/broken": (_request, response) => response.writeHead(503).end("no"),
  "/exact": (_request, response) => response.end("x".repeat(1000)),
  "/flood": (_request, response) => response.end("x".repeat(1001)),
  "/silent": () => {},
  "/stalls": (_request, response) => response.write("and then"),
  "/drops": (request) => request.socket.destroy(),
}
const server = createServer((request, response) => {
  visits.push(request.url ?? "")
  pages[request.url ?? ""]?.(request, response)
})

let port = 0
const at = (path: string, host = "partner.example") => `http://${host}:${port}${path}`
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address === "object" && address !== null) port = address.port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe.each(adapters)("Outbound: $name", ({ make }) => {
  const local = {
    isAdmitted: (address: string) => address === "127.0.0.1",
    resolve: async () => ["127.0.0.1"],
    limitBytes: 1000,
  }
  const open = make(local)

  test("an admitted address answers with its text", async () => {
    expect(await open.fetch(at("/hello"))).toBe("你好")
    expect(await open.fetch(at("/hello", "127.0.0.1"))).toBe("你好")
  })

  test("a body reaches it as it was written", async () => {
    expect(await open.fetch(at("/echo"), { method: "POST", body: '{"名":1}' })).toBe('{"名":1}')
  })

  test("the host is told by its name, though the connection goes to the checked address", async () => {
    expect(await open.fetch(at("/host"))).toBe(`partner.example:${port}`)
  })

  test("a redirect is not followed", async () => {
    visits.length = 0
    await expect(open.fetch(at("/moved"))).rejects.toMatchObject({
      code: "outbound/refused",
      facts: { reason: "redirect", host: "partner.example" },
    })
    expect(visits).toEqual(["/moved"])
  })

  test("an answer of exactly the limit is taken, one byte more is not", async () => {
    expect(await open.fetch(at("/exact"))).toHaveLength(1000)
    await expect(open.fetch(at("/flood"))).rejects.toMatchObject({
      code: "outbound/failed",
      facts: { reason: "large" },
    })
  })

  test.each(["/silent", "/stalls"])("%s: waiting ends", async (path) => {
    const hasty = make({ ...local, limitMs: 200 })
    const before = performance.now()
    await expect(hasty.fetch(at(path))).rejects.toMatchObject({
      code: "outbound/failed",
      facts: { reason: "slow" },
    })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test("waiting for a name server ends, too", async () => {
    const hasty = make({ ...local, limitMs: 200, resolve: () => new Promise(() => {}) })
    await expect(hasty.fetch(at("/hello"))).rejects.toMatchObject({ facts: { reason: "slow" } })
  })

  test("errors of the other side are told, and no text of theirs with them", async () => {
    await expect(open.fetch(at("/broken"))).rejects.toMatchObject({
      code: "outbound/failed",
      facts: { reason: "status", status: 503, host: "partner.example" },
    })
    await expect(open.fetch(at("/drops"))).rejects.toMatchObject({
      code: "outbound/failed",
      facts: { reason: "silent" },
    })
  })

  test("an unknown host is a failure one can read", async () => {
    const lost = make({ resolve: async () => [] })
    await expect(lost.fetch("http://nowhere.example/")).rejects.toMatchObject({
      facts: { reason: "unknown" },
    })
    const silence = Object.assign(new Error("no such name"), { code: "ENOTFOUND" })
    const asking = make({ resolve: () => Promise.reject(silence) })
    await expect(asking.fetch("http://nowhere.example/")).rejects.toMatchObject({
      code: "outbound/failed",
      facts: { reason: "unknown" },
    })
  })

  // Every way to write this machine or its neighbours that was ever used to slip past a filter.
  test.each([
    "127.0.0.1",
    "localhost",
    "127.1",
    "0x7f.1",
    "0177.0.0.1",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "１２７.0.0.1",
    "127。0。0。1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fd00::1]",
    "10.0.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.100.100.200",
    "169.254.169.254",
  ])("%s is not visited", async (host) => {
    visits.length = 0
    await expect(make().fetch(`http://${host}:${port}/hello`)).rejects.toMatchObject({
      code: "outbound/refused",
      facts: { reason: "private" },
    })
    expect(visits).toEqual([])
  })

  test("a name with one private address among public ones is not visited", async () => {
    const rebinding = make({ resolve: async () => ["93.184.215.14", "127.0.0.1"] })
    await expect(rebinding.fetch(at("/hello"))).rejects.toMatchObject({
      facts: { reason: "private" },
    })
  })

  test("a name is asked for once: a second, other answer has no say", async () => {
    const answers = ["127.0.0.1", "10.0.0.1"]
    const changing = make({ ...local, resolve: async () => answers.splice(0, 1) })
    expect(await changing.fetch(at("/hello"))).toBe("你好")
    expect(answers).toEqual(["10.0.0.1"])
  })

  test.each([
    ["file:///etc/passwd", "scheme"],
    ["ftp://partner.example/", "scheme"],
    ["http://user:secret@partner.example/", "credentials"],
    ["not an address", "address"],
  ])("%s is refused: %s", async (url, reason) => {
    await expect(open.fetch(url)).rejects.toMatchObject({
      code: "outbound/refused",
      facts: { reason },
    })
  })
})
