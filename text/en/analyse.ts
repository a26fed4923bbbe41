import type { analyse as source } from "../zh/analyse.ts"

export const analyse: Readonly<Record<keyof typeof source, string>> = {}
