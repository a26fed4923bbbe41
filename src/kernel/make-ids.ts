/** Port: new random ids, so that tests can count. */
export interface Ids {
  uuid(): string
}

export const randomIds: Ids = { uuid: () => globalThis.crypto.randomUUID() }
