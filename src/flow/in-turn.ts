/** What the step before gave, once it has happened; rejects if it did not. */
type Before<Result> = Promise<Result>

/**
 * Steps of which two are under way at once, and which end in their order: each is given what the one
 * before it gave, to wait for when all but its end is done. After the first that fails no other
 * begins; whoever is told of it knows that nothing is under way any more.
 */
export async function inTurn<Step, Result>(
  steps: Iterable<Step>,
  { first, take, done }: Taking<Step, Result>,
): Promise<Result> {
  let earlier: Before<Result> = Promise.resolve(first)
  let latest = earlier
  try {
    for (const step of steps) {
      await done(await earlier)
      earlier = latest
      latest = take(step, earlier)
      latest.catch(() => undefined)
    }
    await done(await earlier)
    return await latest
  } finally {
    await Promise.allSettled([earlier, latest])
  }
}

export interface Taking<Step, Result> {
  readonly first: Result
  readonly take: (step: Step, before: Before<Result>) => Promise<Result>
  /** After each step, before one more is begun. A throw ends it. */
  readonly done: (result: Result) => Promise<void>
}
