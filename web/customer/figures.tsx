import { Figure, Strip } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import { rfmOf } from "./rfm-of.ts"

/** What somebody wants to know before picking up the phone. */
export function Figures({ customer }: { readonly customer: Customer }) {
  const text = useText()
  return (
    <Strip label={text("web.customer.figures")} kind="bare">
      <Spent customer={customer} />
      <Orders customer={customer} />
      <Moment label={text("web.customer.first")} at={customer.events.first} />
      <Moment label={text("web.customer.last")} at={customer.events.last} />
      <Recency customer={customer} />
      <Known customer={customer} />
    </Strip>
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
      unit={text("web.customer.orders-unit")}
      note={text("web.customer.orders-note", { refunds: events.byKind["refund"] ?? 0 })}
    />
  )
}

function Moment({ label, at }: { readonly label: string; readonly at: string | null }) {
  const formats = useFormats()
  if (at === null) return <Figure label={label} value="–" />
  const day = formats.date(at.slice(0, 10))
  const said = formats.past(at)
  return (
    <Figure label={label} value={said} exact={formats.exactly(at)} note={said === day ? "" : day} />
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
