import { analyseMirrored } from "#analyse"
import { collectMirrored } from "#collect"
import { keepMirrored } from "#keep"
import type { Mirrored } from "#store"

/** Every table of the mirror. */
export const mirrored: readonly Mirrored[] = [
  ...keepMirrored,
  ...collectMirrored,
  ...analyseMirrored,
]
