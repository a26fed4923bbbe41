import type { cli as source } from "../zh/cli.ts"

export const cli: Readonly<Record<keyof typeof source, string>> = {}
