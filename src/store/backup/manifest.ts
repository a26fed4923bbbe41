import { z } from "zod"

/** First entry of a backup. */
export const manifestName = "zhike-backup.json"
export const formatVersion = 1

export const Manifest = z.object({
  format: z.int(),
  /** Version of the server that wrote the files; another major version cannot read them. */
  postgres: z.string(),
  /** Number of the last migration. */
  schema: z.string(),
  made: z.iso.datetime(),
})
export type Manifest = Readonly<z.infer<typeof Manifest>>
