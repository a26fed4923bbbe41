import { Link } from "@tanstack/react-router"
import { isTextKey } from "#text"
import { Meter, Sheet, Trust } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Customer, Member } from "./asking-customer.ts"
import { Facts } from "./facts.tsx"
import { NotesSheet } from "./notes-sheet.tsx"
import { rfmOf } from "./rfm-of.ts"
import { TasksSheet } from "./tasks-sheet.tsx"
import { useThen } from "./use-then.ts"
import { Timeline } from "./timeline.tsx"

/** What is known, what happened, and who told us. */
export function Overview({ customer }: { readonly customer: Customer }) {
  const isNow = useThen().asOf === undefined
  return (
    <div className="columns customer-columns">
      <Facts customer={customer} />
      <Timeline customer={customer} />
      <div className="stack">
        {isNow ? <TasksSheet customer={customer} /> : null}
        {isNow ? <NotesSheet customer={customer} /> : null}
        <Activity customer={customer} />
        <Records customer={customer} />
      </div>
    </div>
  )
}

const scores = ["r", "f", "m"] as const

function Activity({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const rfm = rfmOf(customer)
  if (rfm?.scores === undefined) return null
  const { segment, asOf, scores: reached } = rfm
  const name = `rfm.segment.${segment}`
  const meaning = `web.insights.meaning-${segment}`
  return (
    <Sheet
      title={text("web.customer.traits")}
      extra={<Link to="/insights">{text("web.customer.traits-why")}</Link>}
    >
      <ul className="rows scores">
        {scores.map((score) => (
          <li key={score}>
            <span>{text(`trait.rfm.${score}`)}</span>
            <Meter
              share={reached[score] / 5}
              label={text("web.customer.out-of-five", { score: reached[score] })}
            />
            <b>{text("web.customer.out-of-five", { score: reached[score] })}</b>
          </li>
        ))}
      </ul>
      <p className="advice">
        {isTextKey(name) ? <b>{text(name)}</b> : null} {isTextKey(meaning) ? text(meaning) : null}
        <small>{text("web.customer.as-of", { date: formats.date(asOf) })}</small>
      </p>
    </Sheet>
  )
}

const shownRecords = 6

function Records({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const then = useThen()
  return (
    <Sheet
      title={text("web.customer.records-sheet")}
      extra={
        <Link
          to="/customers/$customer"
          params={{ customer: customer.id }}
          search={{ ...then, tab: "sources" }}
        >
          {text("web.customer.see-sources")}
        </Link>
      }
    >
      <ul className="rows knowers">
        {customer.members.slice(0, shownRecords).map((member) => (
          <Knower key={member.record} member={member} />
        ))}
      </ul>
    </Sheet>
  )
}

function Knower({ member }: { readonly member: Member }) {
  const text = useText()
  const formats = useFormats()
  const { source, batch, row, observed, events, bare } = member
  const said = [
    bare
      ? text("web.customer.record-bare")
      : text("web.customer.record-said", { time: formats.past(observed) }),
    ...(events === 0 ? [] : [text("web.customer.record-events", { count: events })]),
  ]
  return (
    <li>
      <span>
        {batch === null ? (
          text("web.hand.desk")
        ) : (
          <Link to="/collect/$batch" params={{ batch: String(batch) }}>
            {source.name}
          </Link>
        )}
        <small title={batch === null ? "" : text("web.evidence.row", { batch, row })}>
          {said.join(text("web.evidence.and"))}
        </small>
      </span>
      <Trust of={source.trust} bare />
    </li>
  )
}
