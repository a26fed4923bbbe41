/** What a handler gets: its payload and a signal that ends it when the job is cancelled. */
export interface JobRun<Payload> {
  readonly payload: Payload
  readonly signal: AbortSignal
}

/**
 * Port: durable work. A job whose program was killed runs again, so handlers must be able to go on.
 * Implemented by store over a queue in the database.
 */
export interface Jobs {
  /**
   * One job per queue and key at a time; asking again while it waits or runs changes nothing, and is
   * answered with false.
   */
  send(queue: string, key: string, payload: Readonly<Record<string, unknown>>): Promise<boolean>
  cancel(queue: string, key: string): Promise<void>
  work(
    queue: string,
    handle: (run: JobRun<Readonly<Record<string, unknown>>>) => Promise<void>,
  ): Promise<void>
}
