import { Sheet } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import type { Foresight } from "./asking-foresight.ts"
import { targetText } from "./targets.ts"

/** Which fields would change, and in how many records. */
export function ForeseenFields({ foresight }: { readonly foresight: Foresight }) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const { fields } = foresight
  return (
    <Sheet title={text("web.foresight.fields")}>
      {fields.length === 0 ? (
        <p className="quiet">{text("web.foresight.no-fields")}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text("web.foresight.field")}</th>
              <th scope="col" className="number">
                {text("web.foresight.records")}
              </th>
              <th scope="col" className="number">
                {text("web.foresight.gained")}
              </th>
              <th scope="col" className="number">
                {text("web.foresight.lost")}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, records, gained, lost }) => (
              <tr key={field}>
                <th scope="row">{targetText(language, field)}</th>
                <td className="number">{formats.count(records)}</td>
                <td className="number">{formats.count(gained)}</td>
                <td className="number">{formats.count(lost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  )
}
