import type { RecordId } from "#kernel"

/** An edge between two records; the smaller id comes first. */
export interface Link {
  readonly a: RecordId
  readonly b: RecordId
  readonly kind: "must" | "cannot" | "auto"
  /** Weight of an automatic link in thousandths of a bit; 0 for decisions. */
  readonly milliBits: number
  /** Rules that found the pair, joined by `+`. */
  readonly pattern: string
  /** Who decided; absent where a rule or a run did. */
  readonly by?: string
  /** Milliseconds since 1970 when it was decided. */
  readonly made?: number
}

/** The pattern of the link between a record and the one that holds what people typed about it. */
export const shadowPattern = "desk"

/** How links are told apart in memory. */
export function pairOf({ a, b }: Pick<Link, "a" | "b">): string {
  return a + b
}
