import { fieldName } from "../question/words.ts"
import { useShown } from "../shown.tsx"
import type { Evidence } from "./asking-customer.ts"
import { CellDeeds } from "./cell-deeds.tsx"
import { CellValues } from "./cell-values.tsx"
import { RecordHead, type Ticks } from "./evidence-table.tsx"

interface EvidenceCardsProps {
  readonly customer: string
  readonly evidence: Evidence
  readonly ticks: Ticks
}

/** The same on a phone: one record after another, with what was found in words. */
export function EvidenceCards({
  customer,
  evidence: { members, fields },
  ticks,
}: EvidenceCardsProps) {
  const { language } = useShown()
  return members.map((member, at) => (
    <section key={member.record} className="sheet record-card">
      <header>
        <RecordHead member={member} ticks={ticks} />
      </header>
      <dl className="facts">
        {fields.map(({ field, cells }) => {
          const said = cells[at] ?? []
          if (said.length === 0) return null
          return (
            <div key={field} className={said.some(({ won }) => won) ? "chosen" : undefined}>
              <dt>{fieldName(language, field)}</dt>
              <dd className="fact-values">
                <CellValues
                  field={field}
                  cells={said}
                  words
                  deeds={(cell, place) => (
                    <CellDeeds
                      customer={customer}
                      field={field}
                      member={member}
                      cell={cell}
                      at={place}
                    />
                  )}
                />
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  ))
}
