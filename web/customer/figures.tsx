import { useSources } from "../asking.ts"
import { Figure, Strip } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import { dayIn } from "./months.ts"
import { rfmOf } from "./rfm-of.ts"

/** What somebody wants to know before picking up the phone. */
export function Figures({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const { count, first, last } = customer.events
  return (
    <Strip label={text("web.customer.figures")} kind="bare">
      {count === 0 ? (
        <Updated customer={customer} />
      ) : (
        <>
          <Spent customer={customer} />
          <Orders customer={customer} />
          <Moment label={text("web.customer.first")} at={first} customer={customer} />
          <Moment label={text("web.customer.last")} at={last} customer={customer} />
          <Recency customer={customer} />
        </>
      )}
      <Known customer={customer} />
    </Strip>
  )
}

/** Where nothing happened yet it is said once. */
function Updated({ customer: { updated, version } }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  return (
    <>
      <Figure label={text("web.customer.spent")} value="–" note={text("web.customer.no-orders")} />
      <Figure
        label={text("web.customer.updated")}
        value={formats.past(updated)}
        exact={formats.exactly(updated)}
        note={text("web.customer.version", { version })}
      />
    </>
  )
}

function Spent({ customer: { events } }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const [most, ...others] = events.spent
  const label = text("web.customer.spent")
  if (most === undefined)
    return <Figure label={label} value="–" note={text("web.customer.no-orders")} />
  return (
    <Figure
      label={label}
      value={formats.amount(most)}
      unit={formats.currency(most.currency)}
      exact={formats.money(most, "exact")}
      note={
        others.length === 0
          ? text("web.customer.spent-note", { count: events.byKind["order"] ?? 0 })
          : text("web.customer.spent-more", {
              amount: others.map((one) => formats.money(one)).join(text("web.question.comma")),
            })
      }
    />
  )
}

function Orders({ customer: { events } }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const orders = events.byKind["order"]
  const label = text("web.customer.orders")
  if (orders === undefined)
    return <Figure label={label} value="–" note={text("web.customer.no-orders")} />
  return (
    <Figure
      label={label}
      value={formats.count(orders)}
      unit={text("web.unit.order")}
      note={text("web.customer.orders-note", { refunds: events.byKind["refund"] ?? 0 })}
    />
  )
}

interface MomentProps {
  readonly label: string
  readonly at: string | null
  readonly customer: Customer
}

/** A day is a day where its source is: the customer's sources are asked for their zone. */
function Moment({ label, at, customer: { members } }: MomentProps) {
  const formats = useFormats()
  const sources = useSources().data
  if (at === null) return <Figure label={label} value="–" />
  const zone = sources?.find(({ id }) => members.some(({ source }) => source.id === id))?.zone
  const day = dayIn(at, zone)
  const said = formats.past(`${day}T12:00:00`)
  const date = formats.date(day)
  return (
    <Figure
      label={label}
      value={said}
      exact={formats.exactly(at)}
      note={said === date ? "" : date}
    />
  )
}

/** Counted by RFM as of its day: never mixed with today's date. */
function Recency({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const rfm = rfmOf(customer)
  const label = text("web.customer.recency")
  if (rfm?.recencyDays === undefined)
    return <Figure label={label} value="–" note={text("web.customer.not-computed")} />
  return (
    <Figure
      label={label}
      value={formats.count(rfm.recencyDays)}
      unit={text("web.customer.recency-unit")}
      note={text("web.customer.as-of", { date: formats.date(rfm.asOf) })}
    />
  )
}

function Known({ customer: { members } }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const sources = new Set(members.map(({ source }) => source.id)).size
  return (
    <Figure
      label={text("web.customer.records")}
      value={formats.count(members.length)}
      unit={text("web.unit.record")}
      note={text("web.customer.records-note", { sources })}
    />
  )
}
