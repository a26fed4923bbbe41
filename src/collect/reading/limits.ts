/** A row longer than this is kept, and rejected: no customer has a million characters. */
export const longestRow = 1_000_000

/** A quoted cell that is still open after so many characters was never meant to be one. */
export const longestQuoted = 1_000_000

/** Bytes without an end of line after which a file is no table. */
export const endlessRow = 16 * 1024 * 1024

export const mostColumns = 2_000

/** The beginning by which a file is recognised. */
export const headBytes = 256 * 1024
