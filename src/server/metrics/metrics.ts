import { collectDefaultMetrics, Gauge, Registry } from "prom-client"
import type { House } from "../compose.ts"
import { guarded } from "../http/access.ts"
import type { Route } from "../http/route.ts"
import type { Answered } from "../http/serve.ts"
import { version } from "../version.ts"
import { houseFigures } from "./house-figures.ts"
import { requestFigures } from "./request-figures.ts"

/** Figures of the running program, for Prometheus. Counts and durations only: nothing about a person. */
export interface Metrics {
  readonly route: Route
  readonly answered: (answered: Answered) => void
}

/** A registry of its own, so that two programs in one process do not mingle. */
export function metricsOf(house: House): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const build = { name: "zhike_build_info", help: "1, with the version", labelNames: ["version"] }
  new Gauge({ ...build, registers: [registry] }).set({ version: version() }, 1)
  const lookAround = houseFigures(registry, house)
  return { answered: requestFigures(registry), route: metricsRoute(house, registry, lookAround) }
}

function metricsRoute(house: House, registry: Registry, lookAround: () => Promise<void>): Route {
  return {
    method: "GET",
    pattern: "/metrics",
    handle: guarded(house.access, async ({ response }, principal) => {
      await house.gate.admit({ principal, permission: "system/read" })
      await lookAround()
      const text = await registry.metrics()
      response.writeHead(200, {
        "Content-Type": registry.contentType,
        "Cache-Control": "no-store",
      })
      response.end(text)
    }),
  }
}
