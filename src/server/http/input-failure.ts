import { Failure, type Facts } from "#kernel"

/** One thing that is wrong with an input, as the schema library names it. */
interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  readonly message: string
}

/** Where the first wrong thing is, what it should be, and how many more there are. */
export function inputFailure(issues: readonly Issue[]): Failure {
  const [first] = issues
  const path = first?.path?.map(segmentOf) ?? []
  return new Failure("server/input", {
    ...judge(first, path),
    more: Math.max(issues.length - 1, 0),
  })
}

function segmentOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === "object" ? segment.key : segment)
}

function judge(issue: Issue | undefined, path: readonly string[]): Facts {
  const details = new Map<string, unknown>(Object.entries(issue ?? {}))
  const kind = details.get("code")
  const at = (more: readonly string[]) => [...path, ...more].join(".").slice(0, 120) || "body"
  switch (kind) {
    case "unrecognized_keys":
      return { path: at(listOf(details.get("keys")).slice(0, 1)), issue: kind, wanted: "" }
    case "invalid_type":
      return { path: at([]), issue: kind, wanted: String(details.get("expected")) }
    case "invalid_value":
      return { path: at([]), issue: kind, wanted: listOf(details.get("values")).join(", ") }
    case "too_big":
      return { path: at([]), issue: kind, wanted: Number(details.get("maximum")) }
    case "too_small":
      return { path: at([]), issue: kind, wanted: Number(details.get("minimum")) }
    case "invalid_format":
      return { path: at([]), issue: kind, wanted: String(details.get("format")) }
    default:
      return { path: at([]), issue: "other", wanted: "" }
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
