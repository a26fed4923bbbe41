const particles = new Set(
  "de da di du del della der den van von zu zum zur la le bin binti al el af av y e of and the et".split(
    " ",
  ),
)

/** A Latin name in the usual letter case, if it was written all small or all capital. */
export function inNameCase(name: string): string {
  const small = name.toLowerCase()
  if (name !== small && name !== name.toUpperCase()) return name
  return small.split(" ").map(wordInNameCase).join(" ")
}

function wordInNameCase(word: string, at: number): string {
  if (at > 0 && particles.has(word)) return word
  return word
    .replace(
      /(^|[-'’.(])(\p{Ll})/gu,
      (_, before: string, letter: string) => before + capital(letter),
    )
    .replace(/^Mc(\p{Ll})(?=\p{Ll}{2})/u, (_, letter: string) => `Mc${capital(letter)}`)
}

// Letters without a capital of their own (ß) stay as they are.
function capital(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length ? upper : letter
}
