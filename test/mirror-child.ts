import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { mirrored } from "#flow"
import { mirrorIn } from "#store"
import { storeOn } from "../src/store/open-store.ts"

// A program that does nothing but follow, until it is killed.

const Way = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
})
const way = Way.parse(JSON.parse(process.env["WAY"] ?? ""))
const database = process.env["DATABASE"] ?? ""
const store = storeOn({
  kind: "embedded",
  roles: { app: "app", ro: "ro" },
  connection: () => ({ ...way, database }),
  close: () => Promise.resolve(),
})
const mirror = mirrorIn({ store, directory: process.env["MIRROR"] ?? "", tables: mirrored })
for (let isFirst = true; ; isFirst = false) {
  await mirror.catchUp()
  if (isFirst) process.stdout.write("following\n")
  await sleep(5)
}
