import { isTextKey, say, type Language } from "#text"

/** What a column is called: the dictionary's word, ours, or that of its analysis. */
export function columnName(language: Language, id: string): string {
  for (const key of [`field.${id}`, `column.${id}`, `trait.${id}`])
    if (isTextKey(key)) return say(language, key)
  return id
}

/** The word of a code that a trait or a field says. */
export function codeName(language: Language, column: string, code: string): string {
  for (const key of [`choice.${column}.${code}`, `${column}.${code}`])
    if (isTextKey(key)) return say(language, key)
  return code
}
