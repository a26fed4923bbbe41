import type { kernel as source } from "../zh/kernel.ts"

export const kernel: Readonly<Record<keyof typeof source, string>> = {}
