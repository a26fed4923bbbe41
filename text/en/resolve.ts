import type { resolve as source } from "../zh/resolve.ts"

export const resolve: Readonly<Record<keyof typeof source, string>> = {}
