import type { store as source } from "../zh/store.ts"

export const store: Readonly<Record<keyof typeof source, string>> = {}
