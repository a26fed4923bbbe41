/** Where codes of one-time links wait. It sees fingerprints of codes, never a code. */
export interface LinkCodes {
  put(fingerprint: string, expires: Date): Promise<void>
  /** Gives a fingerprint's expiry and forgets it: whoever asks second gets nothing. */
  take(fingerprint: string): Promise<Date | undefined>
}

const most = 100

/** Codes of one running program. They end with it. */
export function memoryLinkCodes(): LinkCodes {
  const waiting = new Map<string, Date>()
  return {
    put: async (fingerprint, expires) => {
      waiting.set(fingerprint, expires)
      // Maps keep the order of writing: the oldest goes first.
      for (const [oldest] of waiting) if (waiting.size > most) waiting.delete(oldest)
    },
    take: async (fingerprint) => {
      const expires = waiting.get(fingerprint)
      waiting.delete(fingerprint)
      return expires
    },
  }
}
