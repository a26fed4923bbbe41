export { usualContext, type CleanContext, type Cleaner, type DateOrder } from "./cleaner.ts"
export { cleanerOf, cleaners } from "./cleaners.ts"
export { cleanseRow, type CleansedRow } from "./cleanse-row.ts"
export {
  guessMapping,
  type ColumnGuess,
  type GuessOptions,
  type MappingGuess,
  type MappingWarning,
} from "./guess-mapping.ts"
export type { Contents } from "./header-guess.ts"
export { orderRoles, type OrderRole } from "./header-names.ts"
export { maskOf } from "./mask.ts"
export { matchKeys } from "./match-keys.ts"
export { nameSortKey } from "./name-sort-key.ts"
export { planCleansing, type CleansePlan, type PlanInput } from "./plan.ts"
export { queryTokens, searchTokens, type SearchedValues } from "./search-tokens.ts"
