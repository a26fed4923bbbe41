/** One at a time, in the order in which they came. */
export class Turns {
  private last: Promise<void> = Promise.resolve()

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    const { before, end } = this.queue()
    await before
    return work().finally(end)
  }

  /** The same, but who has to wait longer than that goes without: nothing is done then. */
  async takeWithin<Result>(ms: number, work: () => Promise<Result>): Promise<Result | undefined> {
    const { before, end } = this.queue()
    if (await settlesWithin(before, ms)) return work().finally(end)
    void before.then(end)
    return undefined
  }

  private queue(): { readonly before: Promise<void>; readonly end: () => void } {
    const before = this.last
    const { promise, resolve: end } = Promise.withResolvers<void>()
    this.last = promise
    return { before, end }
  }
}

async function settlesWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), ms)
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
