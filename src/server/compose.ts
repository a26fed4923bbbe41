import { systemClock, type Clock, type Gate, type Sealer } from "#kernel"
import {
  memoryLinkCodes,
  openKeys,
  openOwnerToken,
  ownerAccess,
  permissionGate,
  sealerOf,
  type OwnerAccess,
} from "#govern"
import { openStore, type OpenStore } from "#store"
import type { Once } from "./api/once.ts"
import type { Log } from "./http/log.ts"

/** The rooms, put together. */
export interface House {
  readonly store: OpenStore
  readonly sealer: Sealer
  readonly access: OwnerAccess
  readonly gate: Gate
  readonly clock: Clock
  readonly once: Once
  /** Milliseconds since 1970. */
  readonly started: number
  /** Aborted when the house begins to close. */
  readonly stopping: AbortSignal
  readonly token: string
  /** Begins to close: streams end, work rests at its next safe point. */
  rest(): void
  close(): Promise<void>
}

export interface Plot {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly log: Log
}

/** Composition root: the only place that knows every room. */
export async function compose({ dataDir, databaseUrl }: Plot): Promise<House> {
  const clock = systemClock
  const store = await openStore({ directory: dataDir, url: databaseUrl })
  const keys = await store.transaction((tx) => openKeys(tx, dataDir))
  const sealer = sealerOf(keys)
  const token = await openOwnerToken(dataDir)
  const access = ownerAccess({ keys, token, clock, codes: memoryLinkCodes() })
  const stopping = new AbortController()
  return {
    store,
    sealer,
    access,
    gate: permissionGate,
    clock,
    once: (_asked, work) => work(),
    started: clock.now().getTime(),
    stopping: stopping.signal,
    token,
    rest: () => stopping.abort(),
    close: async () => {
      stopping.abort()
      await store.close()
    },
  }
}
