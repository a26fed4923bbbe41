import { dictionary, Failure, fieldOf, type Subject } from "#kernel"

/** What customers can be counted by besides the fields of the dictionary. */
const own: readonly string[] = ["kind", "age", "source"]
/** Texts of which many customers share one. */
const sharedTexts: readonly string[] = [
  "occupation",
  "industry",
  "size",
  "income_band",
  "language",
  "title",
  "birth_place",
]

const countable: readonly string[] = [
  ...own,
  ...dictionary
    .filter(({ many, sensitive }) => !many && !sensitive)
    .filter(({ id, kind }) => kind === "choice" || kind === "region" || sharedTexts.includes(id))
    .map(({ id }) => id),
]

/** Something to count customers by, and which subjects it is said of. */
export interface CompositionField {
  readonly by: string
  readonly of: readonly Subject[]
}

/** @throws Failure "analyse/not-countable" for a field that would only name everyone by themselves */
export function compositionField(by: string): CompositionField {
  if (!countable.includes(by))
    throw new Failure("analyse/not-countable", { by, words: countable.join(" | ") })
  if (by === "age") return { by, of: ["person"] }
  return { by, of: fieldOf(by)?.of ?? ["person", "organisation"] }
}
