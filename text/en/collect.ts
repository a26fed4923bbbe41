import type { collect as source } from "../zh/collect.ts"

export const collect: Readonly<Record<keyof typeof source, string>> = {}
