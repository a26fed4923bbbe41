import type { keep as source } from "../zh/keep.ts"

export const keep: Readonly<Record<keyof typeof source, string>> = {}
