import { CheckOutlined } from "@ant-design/icons"
import { Answered } from "../answered.tsx"
import { VerdictMark } from "../parts.tsx"
import { useText, useTouch } from "../shown.tsx"
import { useEvidence, type Customer } from "./asking-customer.ts"
import { EvidenceCards } from "./evidence-cards.tsx"
import { EvidenceTable } from "./evidence-table.tsx"

/** Fields × records: who says what, and which of it counts. On a phone one record after another. */
export function SourcesTab({ customer }: { readonly customer: Customer }) {
  const touch = useTouch()
  const query = useEvidence(customer.id)
  return (
    <>
      <Legend />
      <Answered query={query} rows={12}>
        {(evidence) =>
          touch ? (
            <EvidenceCards evidence={evidence} />
          ) : (
            <EvidenceTable customer={customer} evidence={evidence} />
          )
        }
      </Answered>
    </>
  )
}

const marks = ["corrected", "doubtful", "impossible", "denied"] as const

function Legend() {
  const text = useText()
  const touch = useTouch()
  return (
    <div className="summary legend-line" role="group" aria-label={text("web.evidence.legend")}>
      <span>
        <CheckOutlined className="chosen-sign" /> {text("web.evidence.chosen")}
      </span>
      {marks.map((mark) => (
        <VerdictMark key={mark} is={mark} />
      ))}
      {touch ? null : <span className="quiet">{text("web.evidence.empty")}</span>}
    </div>
  )
}
