import { createReadStream } from "node:fs"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { Client } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { openStore } from "#store"
import { inPlace } from "./measured.ts"

/** The baseline: the same file into a keyed table of the same server, by COPY and nothing else. */
export async function rawCopySeconds(file: string): Promise<number> {
  return inPlace(async (place) => {
    const store = await openStore({ directory: join(place, "raw") })
    const client = new Client(store.database.connection("owner"))
    await client.connect()
    try {
      await client.query(
        "create table raw (id bigint primary key, name text, born text, city text, phone text, email text)",
      )
      const began = performance.now()
      await pipeline(
        createReadStream(file),
        client.query(copyFrom("copy raw from stdin (format csv, header)")),
      )
      return (performance.now() - began) / 1000
    } finally {
      await client.end()
      await store.close()
    }
  })
}
