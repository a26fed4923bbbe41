import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openTestServer, type TestServerOfOnesOwn } from "../../../test/database.ts"
import { openStore } from "../open-store.ts"
import { roleStatements } from "./connect.ts"

async function whoWorks(directory: string, url: string) {
  const store = await openStore({ directory, url })
  const { rows } = await store.read((tx) => sql`select current_user as who`.execute(tx.tables()))
  await store.close()
  return rows
}

describe("a server of one's own", () => {
  let server: TestServerOfOnesOwn
  let directory: string
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "zhike-connect-"))
    server = await openTestServer()
  })
  afterAll(async () => {
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const asAdministrator = async (statements: readonly string[], database = "postgres") => {
    const url = new URL(server.administrator)
    url.pathname = database
    const client = new Client(url.href)
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  const urlOf = (user: string, database: string) => {
    const url = new URL(server.url)
    Object.assign(url, { username: user, password: user, pathname: database })
    return url.href
  }

  it("gets its roles from an administrator where the owner may not make them", async () => {
    await asAdministrator([
      "create role poor login password 'poor'",
      "create database modest owner poor",
    ])
    const url = urlOf("poor", "modest")
    await expect(openStore({ directory, url })).rejects.toMatchObject({
      code: "store/roles-missing",
      facts: { role: "modest_app", command: "zhike doctor --sql" },
    })
    await asAdministrator(await roleStatements(directory, url))
    expect(await whoWorks(directory, url)).toEqual([{ who: "modest_app" }])
  })

  it("is opened again with the passwords that are kept, by two at once", async () => {
    const app = [{ who: "house_app" }]
    const both = [whoWorks(directory, server.url), whoWorks(directory, server.url)]
    expect(await Promise.all(both)).toEqual([app, app])
    expect(await whoWorks(directory, server.url)).toEqual(app)
  })

  it("is refused when its user does not own the database", async () => {
    await asAdministrator(["create role guest login createrole password 'guest'"])
    const url = urlOf("guest", "house")
    await expect(openStore({ directory, url })).rejects.toMatchObject({
      code: "store/not-database-owner",
    })
  })

  it.each([
    ["nonsense", "store/wrong-url"],
    ["mysql://a:b@localhost/c", "store/wrong-url"],
    ["postgres://a:b@127.0.0.1:1/c", "store/cannot-connect"],
  ])("is not found at %s", async (url, code) => {
    await expect(openStore({ directory, url })).rejects.toMatchObject({ code })
  })

  it("is not entered with a wrong password, and the failure does not repeat it", async () => {
    const url = server.url.replace(":house@", ":secret-guess@")
    const error = await openStore({ directory, url }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: "store/cannot-connect", facts: { reason: "28P01" } })
    expect(JSON.stringify(error)).not.toContain("secret-guess")
  })
})
