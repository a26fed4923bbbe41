import type { web as source } from "../zh/web.ts"

export const web: Readonly<Record<keyof typeof source, string>> = {}
