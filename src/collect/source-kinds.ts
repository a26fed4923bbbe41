/** Who took the first step. */
export type Initiative = "customer" | "us" | "third-party"

/** A kind of source and what is usually true of it. Its text is `source-kind.<kind>`. */
export interface SourceKind {
  readonly kind: string
  /** Did the customer say it to us, or somebody else? */
  readonly direct: boolean
  readonly initiative: Initiative
  /** 0–1: how often what it says is true. Where a source starts; each one can be set otherwise. */
  readonly trust: number
}

/** The kinds of source there are, most used first. To add one is to add a line and its texts. */
export const sourceKinds: readonly SourceKind[] = [
  { kind: "file", direct: true, initiative: "us", trust: 0.5 },
  { kind: "form", direct: true, initiative: "customer", trust: 0.8 },
  { kind: "survey", direct: true, initiative: "us", trust: 0.7 },
  { kind: "order", direct: true, initiative: "customer", trust: 0.8 },
  { kind: "call", direct: true, initiative: "customer", trust: 0.6 },
  { kind: "visit", direct: true, initiative: "us", trust: 0.7 },
  { kind: "exhibition", direct: true, initiative: "us", trust: 0.5 },
  { kind: "complaint", direct: true, initiative: "customer", trust: 0.7 },
  { kind: "website", direct: true, initiative: "customer", trust: 0.6 },
  { kind: "partner", direct: false, initiative: "third-party", trust: 0.5 },
  { kind: "register", direct: false, initiative: "third-party", trust: 0.9 },
  { kind: "bought-list", direct: false, initiative: "third-party", trust: 0.2 },
  { kind: "desk", direct: true, initiative: "us", trust: 0.95 },
]

/** Those that a delivery can come from: what is typed comes by hand. */
export const deliveredKinds: readonly SourceKind[] = sourceKinds.filter(
  ({ kind }) => kind !== "desk",
)

const byKind = new Map(sourceKinds.map((kind) => [kind.kind, kind]))

/** The kind of that name; `undefined` for a name nobody declared. */
export function sourceKindOf(kind: string): SourceKind | undefined {
  return byKind.get(kind)
}
