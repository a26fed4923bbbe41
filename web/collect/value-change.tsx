import { ArrowRightOutlined } from "@ant-design/icons"
import { useFields } from "../asking.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import { targetText } from "./targets.ts"

/** A field before and after. */
export interface ValueChange {
  readonly field: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** Fields with what they said and what they would say. */
export function ValueChanges({ values }: { readonly values: readonly ValueChange[] }) {
  const { language } = useShown()
  return (
    <dl className="value-changes">
      {values.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{targetText(language, field)}</dt>
          <dd>
            <Values field={field} values={from} />
            <ArrowRightOutlined aria-hidden="true" />
            <Values field={field} values={to} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ field, values }: { readonly field: string; readonly values: readonly string[] }) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const known = useFields().data?.find(({ id }) => id === field) ?? { id: field, kind: "text" }
  if (values.length === 0) return <span className="none">{text("web.foresight.nothing")}</span>
  const said = values.map((value) => valueText({ language, formats }, known, value))
  return <span className="breaks">{said.join(text("web.evidence.and"))}</span>
}
