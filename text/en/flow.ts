import type { flow as source } from "../zh/flow.ts"

export const flow: Readonly<Record<keyof typeof source, string>> = {}
