import {
  AuditOutlined,
  CalendarOutlined,
  CustomerServiceOutlined,
  EditOutlined,
  EyeOutlined,
  FormOutlined,
  PayCircleOutlined,
  RollbackOutlined,
  ShoppingOutlined,
  WarningOutlined,
} from "@ant-design/icons"
import { Link, useSearch } from "@tanstack/react-router"
import { Button } from "antd"
import { useEffect, useRef, type ReactNode } from "react"
import { Face, TroubleFace, Waiting } from "../answered.tsx"
import { useSources } from "../asking.ts"
import { Sheet } from "../parts.tsx"
import { eventName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { useNotes, type Note } from "./asking-by-hand.ts"
import { useTimeline, type Customer, type TimelineEvent } from "./asking-customer.ts"
import { useThen } from "./use-then.ts"
import { clockIn, monthsOf } from "./months.ts"

const icons: Readonly<Record<string, ReactNode>> = {
  order: <ShoppingOutlined />,
  payment: <PayCircleOutlined />,
  repayment: <PayCircleOutlined />,
  refund: <RollbackOutlined />,
  call: <CustomerServiceOutlined />,
  visit: <CalendarOutlined />,
  view: <EyeOutlined />,
  answer: <FormOutlined />,
  complaint: <WarningOutlined />,
  note: <EditOutlined />,
}

/** What happened, newest first, by month, to the very first event. */
export function Timeline({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const { kind } = useSearch({ from: "/customers/$customer" })
  const isNow = useThen().asOf === undefined
  const known = useNotes(customer.id).data ?? []
  const notes = isNow ? known : []
  const isEmpty = customer.events.count + notes.length === 0
  return (
    <Sheet
      title={text("web.customer.timeline")}
      className="timeline-sheet"
      extra={isEmpty ? null : <Filters customer={customer} notes={notes.length} />}
    >
      {isEmpty ? (
        <Face icon={<CalendarOutlined />} title={text("web.customer.no-events")}>
          {text("web.customer.no-events-how")}
        </Face>
      ) : (
        <Events key={kind} customer={customer} kind={kind} notes={notes} />
      )}
    </Sheet>
  )
}

interface EventsProps {
  readonly customer: Customer
  readonly kind: string | undefined
  readonly notes: readonly Note[]
}

interface FiltersProps {
  readonly customer: Customer
  readonly notes: number
}

function Filters({ customer: { id, events }, notes }: FiltersProps) {
  const text = useText()
  const { language } = useShown()
  const then = useThen()
  const kinds = [
    ...Object.entries(events.byKind),
    ...(notes === 0 ? [] : [["note", notes] as const]),
  ]
  if (kinds.length < 2) return null
  return (
    <nav className="filters" aria-label={text("web.customer.filter")}>
      <Link
        to="/customers/$customer"
        params={{ customer: id }}
        search={then}
        replace
        resetScroll={false}
        activeOptions={{ exact: true }}
      >
        {text("web.customer.filter-all", { count: events.count + notes })}
      </Link>
      {kinds.map(([one, count]) => (
        <Link
          key={one}
          to="/customers/$customer"
          params={{ customer: id }}
          search={{ ...then, kind: one }}
          replace
          resetScroll={false}
          activeOptions={{ exact: true }}
        >
          {text("web.customer.filter-kind", { kind: eventName(language, one), count })}
        </Link>
      ))}
    </nav>
  )
}

function Events({ customer, kind, notes }: EventsProps) {
  const text = useText()
  const formats = useFormats()
  const query = useTimeline(customer.id, kind)
  const zoneOf = useZones()
  if (query.isError && query.data === undefined)
    return <TroubleFace thrown={query.error} retry={query.refetch} />
  if (query.data === undefined) return <Waiting rows={8} />
  const told = query.data.pages.flatMap(({ items }) => items)
  const isWhole = !query.hasNextPage
  const events = kind === undefined || kind === "note" ? withNotes(told, notes, isWhole) : told
  if (events.length === 0)
    return <Face icon={<CalendarOutlined />} title={text("web.customer.no-events-of-kind")} />
  return (
    <>
      {monthsOf(events, zoneOf).map((month) => (
        <section key={month.month} className="month">
          <h3>{formats.date(month.month)}</h3>
          <ol>
            {month.events.map((event) => (
              <EventLine
                key={`${event.record}${event.at}${event.key}`}
                event={event}
                zone={zoneOf(event)}
              />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage ? (
        <More isLoading={query.isFetchingNextPage} more={() => void query.fetchNextPage()} />
      ) : (
        <p className="quiet last">{text("web.customer.all-events", { count: events.length })}</p>
      )}
    </>
  )
}

/** Notes among the events, as far back as events have come. */
function withNotes(
  events: readonly TimelineEvent[],
  notes: readonly Note[],
  isWhole: boolean,
): readonly TimelineEvent[] {
  const oldest = events.at(-1)?.at ?? ""
  const shown = notes.filter(({ made }) => isWhole || made >= oldest).map(eventOfNote)
  return [...events, ...shown].toSorted((one, two) =>
    one.at < two.at ? 1 : one.at > two.at ? -1 : 0,
  )
}

function eventOfNote({ id, record, made, text }: Note): TimelineEvent {
  const nothing = { amount: null, quantity: null, batch: null, source: "" }
  return { ...nothing, record, at: made, key: id, kind: "note", data: { text } }
}

/** Days are counted where the source counts them. */
function useZones() {
  const zones = new Map(useSources().data?.map(({ name, zone }) => [name, zone]))
  return ({ source }: TimelineEvent) => zones.get(source)
}

/** The rest comes when its place comes into sight; the button is for keyboards. */
function More({ isLoading, more }: { readonly isLoading: boolean; readonly more: () => void }) {
  const text = useText()
  const box = useRef<HTMLParagraphElement>(null)
  const latest = useRef(more)
  latest.current = more
  useEffect(() => {
    if (box.current === null || isLoading) return undefined
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) latest.current()
    })
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [isLoading])
  return (
    <p className="more-events" ref={box}>
      <Button loading={isLoading} onClick={more}>
        {text("web.customer.more-events")}
      </Button>
    </p>
  )
}

interface EventLineProps {
  readonly event: TimelineEvent
  readonly zone: string | undefined
}

function EventLine({ event, zone }: EventLineProps) {
  const text = useText()
  const formats = useFormats()
  const { day, time } = clockIn(event.at, zone)
  const { kind, amount, batch, source } = event
  return (
    <li>
      <time dateTime={event.at} title={formats.exactly(event.at)}>
        {time === undefined
          ? text("web.customer.day", { day })
          : text("web.customer.day-time", { day, time })}
      </time>
      <i className={kind} aria-hidden="true">
        {icons[kind] ?? <AuditOutlined />}
      </i>
      <div>
        <span>{useWhat(event)}</span>
        <small>
          {detailOf(event)}
          {batch === null ? null : (
            <Link to="/collect/$batch" params={{ batch: String(batch) }}>
              {text("web.customer.event-batch", { batch })}
            </Link>
          )}
        </small>
      </div>
      <b>{amount === null ? "" : formats.money(amount, "exact")}</b>
      <small className="source">{source}</small>
    </li>
  )
}

function useWhat({ kind, quantity, data }: TimelineEvent): string {
  const text = useText()
  const { language } = useShown()
  if (kind === "note" && typeof data["text"] === "string") return data["text"]
  if (kind === "order") return text("web.customer.order-of", { quantity: quantity ?? 0 })
  if (kind === "refund") return text("web.customer.refund-of", { quantity: quantity ?? 0 })
  return eventName(language, kind)
}

/** What the payload says in words: product, channel, state. */
function detailOf({ data }: TimelineEvent): string {
  const said = ["product", "channel", "status"].flatMap((name) => {
    const value = data[name]
    return typeof value === "string" && value !== "" ? [value] : []
  })
  return said.length === 0 ? "" : `${said.join(" · ")} · `
}
