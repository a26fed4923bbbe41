/** All that reading a date may give. */
export const dateReasons = [
  "date/empty",
  "date/placeholder",
  "date/spelling",
  "date/time-left-out",
  "date/zero-parts",
  "date/unreadable",
  "date/ambiguous",
  "date/lunar",
  "date/no-such-day",
  "date/year",
  "date/order",
  "date/century",
  "date/spreadsheet-serial",
  "date/zone",
  "date/default",
  "date/future",
] as const
export type DateReason = (typeof dateReasons)[number]
