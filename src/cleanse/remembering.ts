const most = 20_000
const trial = 5_000
/** Below so many of the trial that were known, keeping the others costs more than it saves. */
const worthIt = trial * 0.4

/**
 * The same function with a memory, for columns that say few different things. A column that repeats
 * itself less than two times in five soon goes without one. Bounded: never more than 20,000 answers.
 */
export function remembering<Answer>(
  answer: (written: string) => Answer,
): (written: string) => Answer {
  let known = new Map<string, Answer>()
  let asked = 0
  let found = 0
  return (written) => {
    if (asked === trial && found < worthIt) return answer(written)
    if (asked < trial) asked++
    const before = known.get(written)
    if (before !== undefined) {
      if (asked < trial) found++
      return before
    }
    const made = answer(written)
    if (asked === trial && found < worthIt) known = new Map()
    if (known.size >= most) known.clear()
    known.set(written, made)
    return made
  }
}
