import type { act as source } from "../zh/act.ts"

export const act: Readonly<Record<keyof typeof source, string>> = {}
