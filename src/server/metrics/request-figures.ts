import { Histogram, type Registry } from "prom-client"
import type { Answered } from "../http/serve.ts"

/** Seconds; a list page is to answer within 0.02, nothing but exports within 10. */
const buckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]

/**
 * How long answers took, by route, method and status. Routes are patterns, so their number is that of
 * the operations, whatever is asked for.
 */
export function requestFigures(registry: Registry): (answered: Answered) => void {
  const seconds = new Histogram({
    name: "zhike_http_request_duration_seconds",
    help: "Seconds from a request's head to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets,
    registers: [registry],
  })
  return ({ method, route = "none", status, ms }) => {
    seconds.observe({ method: knownMethod(method), route, status }, ms / 1000)
  }
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])

/** Anybody may invent a method; the figures must not grow with it. */
function knownMethod(method: string): string {
  return methods.has(method) ? method : "other"
}
