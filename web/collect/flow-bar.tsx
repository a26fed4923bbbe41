import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"

const parts = ["new", "changed", "same", "rejected"] as const

interface FlowBarProps {
  readonly tally: Batch["tally"]
  /** Is it told of what was, or of what would be? */
  readonly label: string
}

/** What becomes of the rows: one bar, all of it. */
export function FlowBar({ tally, label }: FlowBarProps) {
  const text = useText()
  const formats = useFormats()
  const says = parts
    .map((part) =>
      text("web.batch.rows-of", { what: text(`web.batch.${part}`), count: tally[part] }),
    )
    .join(text("web.question.comma"))
  return (
    <section className="sheet" aria-label={label}>
      <div className="flow" role="img" aria-label={says}>
        {parts.map((part) =>
          tally[part] === 0 ? null : (
            <i key={part} className={part} style={{ flexGrow: tally[part] }} />
          ),
        )}
      </div>
      <dl className="flow-legend">
        {parts.map((part) => (
          <div key={part}>
            <dt>
              <i className={part} aria-hidden="true" />
              {text(`web.batch.${part}`)}
            </dt>
            <dd>
              {formats.count(tally[part])}
              <small>{text("web.batch.rows")}</small>
            </dd>
            <dd className="quiet">{text(`web.batch.${part}-says`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
