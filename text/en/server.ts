import type { server as source } from "../zh/server.ts"

export const server: Readonly<Record<keyof typeof source, string>> = {}
