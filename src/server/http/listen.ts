import { createServer, type RequestListener, type Server } from "node:http"
import { Failure } from "#kernel"

export interface Listening {
  readonly server: Server
  readonly port: number
}

export interface Address {
  readonly host: string
  /** The first of these that is free; 0 is any. */
  readonly ports: readonly number[]
}

const minuteMs = 60_000

/** @throws Failure "server/port-taken" | "server/host" */
export async function listen(address: Address, listener: RequestListener): Promise<Listening> {
  // A file of gigabytes may take its time; headers may not.
  const server = createServer({ requestTimeout: 0, headersTimeout: minuteMs }, listener)
  for (const port of address.ports) {
    if (await tryPort(server, address.host, port)) return { server, port: portOf(server) }
  }
  const [port = 0] = address.ports
  throw new Failure("server/port-taken", { port, other: port + 1 })
}

async function tryPort(server: Server, host: string, port: number): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  server.once("listening", () => resolve(true))
  server.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false)
    else reject(new Failure("server/host", { host }, { cause: error }))
  })
  server.listen(port, host)
  try {
    return await promise
  } finally {
    server.removeAllListeners("listening").removeAllListeners("error")
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}

/** Lets running answers finish, for at most `graceMs`. */
export async function stopListening(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(late)
}
