// Most cells need nothing: printable ASCII and common Han without a space at either end or twice inside.
const plain = /^[\u0021-\u007e\u4e00-\u9fff]+(?: [\u0021-\u007e\u4e00-\u9fff]+)*$/
const invisible =
  /[\p{Cf}\p{Cs}\p{Co}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]+/gu
const blank = /[\s\p{Cc}\u2800]+/gu

/**
 * The same text in one spelling: full width to half, compatibility forms to their character, nothing
 * invisible, single spaces, none at the ends. Applying it twice changes nothing.
 */
export function unifySpelling(written: string): string {
  if (plain.test(written)) return written
  return written
    .toWellFormed()
    .replace(invisible, "")
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(blank, " ")
    .trim()
    .normalize("NFC")
}

/** The spelling without any space. */
export function withoutSpaces(spelled: string): string {
  return spelled.includes(" ") ? spelled.replaceAll(" ", "").normalize("NFKC") : spelled
}

/** The writing as a database can keep it: no NUL, no half characters. */
export function keepable(written: string): string {
  return written.toWellFormed().replaceAll("\0", "\u2400")
}
