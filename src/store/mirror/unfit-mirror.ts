/** Why a mirror must be built anew. */
export type Unfit = "missing" | "damaged" | "other-version" | "other-history" | "unsettled"

/** A mirror that must be built anew. */
export class UnfitMirror extends Error {
  override readonly name = "UnfitMirror"
  readonly why: Unfit

  constructor(why: Unfit, options?: ErrorOptions) {
    super(`the mirror is ${why}`, options)
    this.why = why
  }
}
