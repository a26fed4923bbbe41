import { pipeline } from "node:stream/promises"
import { z } from "zod"
import { readRfm } from "#analyse"
import { exportFormats, exportRows, exportWhats } from "#flow"
import { Failure, type Principal } from "#kernel"
import { apiPrefix } from "../api/prefix.ts"
import type { House } from "../compose.ts"
import { guarded } from "../http/access.ts"
import { readJsonBody } from "../http/body.ts"
import type { Exchange } from "../http/exchange.ts"
import { inputFailure } from "../http/input-failure.ts"
import type { Route } from "../http/route.ts"
import { writeRfm } from "./write-rfm.ts"

const Wanted = z.strictObject({
  what: z.enum([...exportWhats, "rfm"]),
  format: z.enum(exportFormats).default("csv"),
  /** Sensitive values in plain instead of masked. */
  reveal: z.boolean().default(false),
  /** CSV with the mark by which spreadsheets know UTF-8. */
  mark: z.boolean().default(false),
})

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" } as const

/** Writes out what the house holds, row after row, however much it is. POST: what is asked stays out of addresses. */
export function exportRoute(house: House): Route {
  const { access, gate } = house
  return {
    method: "POST",
    pattern: `${apiPrefix}/exports`,
    handle: guarded(access, async (exchange, principal) => {
      await gate.admit({ principal, permission: "customer/export" })
      const wanted = await readWanted(exchange)
      if (wanted.reveal) await gate.admit({ principal, permission: "customer/reveal" })
      if (wanted.what === "rfm") await house.store.read(readRfm)
      exchange.response.writeHead(200, {
        "Content-Type": types[wanted.format],
        "Content-Disposition": `attachment; filename="${wanted.what}.${wanted.format}"`,
        "Cache-Control": "no-store",
      })
      await pipeline(rowsOf(house, wanted, principal), exchange.response)
    }),
  }
}

function rowsOf(
  house: House,
  { what, ...wanted }: z.infer<typeof Wanted>,
  principal: Principal,
): AsyncGenerator<string> {
  if (what === "rfm") return writeRfm(house.store, wanted)
  return exportRows(house, { ...wanted, what, principal })
}

/** @throws Failure "server/json" | "server/input" */
async function readWanted(exchange: Exchange): Promise<z.infer<typeof Wanted>> {
  const { data, error } = Wanted.safeParse(parse(await readJsonBody(exchange)))
  if (error !== undefined) throw inputFailure(error.issues)
  return data
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch (error) {
    throw new Failure("server/json", {}, { cause: error })
  }
}
