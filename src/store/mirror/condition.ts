import { Failure } from "#kernel"

/** How the mirror stands. Whatever it is, the store answers. */
export type MirrorCondition =
  /** Nobody has looked yet. */
  | { readonly is: "unknown" }
  | { readonly is: "building" }
  | { readonly is: "ready" }
  /** Another program has it open. */
  | { readonly is: "locked" }
  /** It can be neither fed nor built; the code of the failure, if it is one that somebody can act on. */
  | { readonly is: "failed"; readonly code: string | undefined }

export function conditionAfter(error: unknown): MirrorCondition {
  if (!(error instanceof Failure)) return { is: "failed", code: undefined }
  if (error.code === "store/mirror-locked") return { is: "locked" }
  return { is: "failed", code: error.code }
}
