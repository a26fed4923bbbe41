/** As what customers go out. */
export const exportFormats = ["csv", "jsonl", "xlsx", "parquet"] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What an export is for: kept in the audit trail, by code and not in words. */
export const exportPurposes = [
  "service",
  "marketing",
  "report",
  "migration",
  "law",
  "other",
] as const
export type ExportPurpose = (typeof exportPurposes)[number]
