import { MergeCellsOutlined, ScissorOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { isTextKey } from "#text"
import { nameText } from "../customers/name-text.ts"
import { Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Customer, Member } from "./asking-customer.ts"
import { useDecisions, useTakeBack, type Decision } from "./asking-decision.ts"
import { MemberName } from "./foreseen-decision.tsx"

/** What people decided about this customer, from whom it is kept apart, and the way back. */
export function DecisionList({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const { data = [] } = useDecisions(customer.id)
  if (data.length === 0) return null
  return (
    <Sheet title={text("web.hand.decisions")} className="decisions-sheet">
      <ul className="rows decisions">
        {data.map((decision) => (
          <DecisionRow key={decision.decision} customer={customer} decision={decision} />
        ))}
      </ul>
    </Sheet>
  )
}

interface DecisionRowProps {
  readonly customer: Customer
  readonly decision: Decision
}

function DecisionRow({ customer, decision }: DecisionRowProps) {
  const text = useText()
  const formats = useFormats()
  const takeBack = useTakeBack()
  const { kind, made, takenBack, reason, mine } = decision
  const key = `decision.reason.${reason}`
  return (
    <li className={takenBack === null ? undefined : "gone"}>
      <i aria-hidden="true">{kind === "must" ? <MergeCellsOutlined /> : <ScissorOutlined />}</i>
      <span className="what">
        <What customer={customer} decision={decision} />
        <small>
          {text(mine ? "web.hand.by-me" : "web.hand.by-other")}
          {text("web.evidence.and")}
          <time title={formats.exactly(made)}>{formats.past(made)}</time>
          {text("web.evidence.and")}
          {isTextKey(key) ? text(key) : reason}
        </small>
      </span>
      {takenBack === null ? (
        <Button
          size="small"
          loading={takeBack.isPending}
          aria-label={text("web.hand.take-back-number", { decision: decision.decision })}
          onClick={() => takeBack.begin({ decision: decision.decision, preview: false })}
        >
          {text("web.hand.take-back")}
        </Button>
      ) : (
        <small title={formats.exactly(takenBack)}>{text("web.hand.taken-back")}</small>
      )}
    </li>
  )
}

/** Two records, or a customer kept apart. */
function What({ customer, decision: { kind, records, others, takenBack } }: DecisionRowProps) {
  const text = useText()
  const known = new Map<string, Member>(customer.members.map((member) => [member.record, member]))
  if (others.length > 0)
    return (
      <span>
        {text(
          kind === "cannot"
            ? takenBack === null
              ? "web.hand.kept-apart"
              : "web.hand.was-apart"
            : "web.hand.with",
        )}{" "}
        {others.map((other) => (
          <Link key={other.id} to="/customers/$customer" params={{ customer: other.id }}>
            {nameText(text, other)} <small>{other.number}</small>
          </Link>
        ))}
      </span>
    )
  return (
    <span>
      {text(kind === "must" ? "web.hand.is-one" : "web.hand.is-two")}{" "}
      {records.map((record, at) => (
        <span key={record}>
          {at === 0 ? null : text("web.question.comma")}
          <MemberName member={known.get(record)} />
        </span>
      ))}
    </span>
  )
}
