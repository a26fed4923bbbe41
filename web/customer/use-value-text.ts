import { useCallback } from "react"
import { useFields } from "../asking.ts"
import { useFormats, useShown } from "../shown.tsx"
import { valueText } from "../value-text.ts"

/** Writes a value of a field as people write it. */
export function useValueText(): (field: string, value: string) => string {
  const formats = useFormats()
  const { language } = useShown()
  const fields = useFields().data
  return useCallback(
    (field, value) => {
      const kind = fields?.find(({ id }) => id === field)?.kind ?? "text"
      return valueText({ language, formats }, { id: field, kind }, value)
    },
    [fields, formats, language],
  )
}
