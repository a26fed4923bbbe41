import type { cleanse as source } from "../zh/cleanse.ts"

export const cleanse: Readonly<Record<keyof typeof source, string>> = {}
