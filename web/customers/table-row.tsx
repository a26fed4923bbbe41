import { BankOutlined, CaretDownOutlined, CaretUpOutlined, UserOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import type { Formats } from "../format.ts"
import { useFormats, useText } from "../shown.tsx"
import { nameText } from "./name-text.ts"
import { turned, type CustomerSort } from "./sort.ts"
import { useListThen } from "./use-list-then.ts"
import type { CustomerLine } from "./use-rows.ts"

type SortBy = "name" | "number" | "updated"

interface Column {
  readonly key:
    | "customer"
    | "number"
    | "phone"
    | "birth"
    | "city"
    | "sources"
    | "records"
    | "last"
    | "events"
    | "spent"
    | "updated"
  readonly sort?: SortBy
  readonly end?: true
}

/** In the order in which they stand; widths are in the style, by the column's name. */
const columns: readonly Column[] = [
  { key: "customer", sort: "name" },
  { key: "number", sort: "number" },
  { key: "phone" },
  { key: "birth" },
  { key: "city" },
  { key: "sources" },
  { key: "records", end: true },
  { key: "last", end: true },
  { key: "events", end: true },
  { key: "spent", end: true },
  { key: "updated", sort: "updated", end: true },
]

/** The names of the columns; those that can be sorted by are links to that order. */
export function TableHead({ sort }: { readonly sort: CustomerSort }) {
  const text = useText()
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        {columns.map(({ key, sort: by, end }) => (
          <span
            key={key}
            role="columnheader"
            className={`col-${key} ${end === true ? "end-cell" : ""}`}
            aria-sort={by === undefined ? undefined : ariaSort(sort, by)}
          >
            {by === undefined ? (
              text(`web.customers.col-${key}`)
            ) : (
              <SortLink sort={sort} by={by} label={text(`web.customers.col-${key}`)} />
            )}
          </span>
        ))}
      </div>
    </div>
  )
}

interface SortLinkProps {
  readonly sort: CustomerSort
  readonly by: SortBy
  readonly label: string
}

function SortLink({ sort, by, label }: SortLinkProps) {
  const shown = ariaSort(sort, by)
  return (
    <Link
      to="/customers"
      search={(old) => ({ ...old, sort: turned(sort, by) })}
      state={(old) => old}
      replace
    >
      {label}
      <i className="carets" aria-hidden="true">
        <CaretUpOutlined className={shown === "ascending" ? "on" : ""} />
        <CaretDownOutlined className={shown === "descending" ? "on" : ""} />
      </i>
    </Link>
  )
}

function ariaSort(sort: CustomerSort, by: SortBy): "ascending" | "descending" | "none" {
  if (sort === by) return "ascending"
  return sort === `-${by}` ? "descending" : "none"
}

interface TableRowProps {
  /** None while its page is on the way. */
  readonly line: CustomerLine | undefined
  readonly rank: number
  readonly active: boolean
}

export function TableRow({ line, rank, active }: TableRowProps) {
  const formats = useFormats()
  if (line === undefined) return <WaitingRow rank={rank} />
  return (
    <div
      role="row"
      aria-rowindex={rank + 2}
      data-rank={rank}
      className={active ? "grid-row active" : "grid-row"}
    >
      {columns.map(({ key, end }) => (
        <span key={key} role="cell" className={`col-${key} ${end === true ? "end-cell" : ""}`}>
          {cells[key](line, formats)}
        </span>
      ))}
    </div>
  )
}

function WaitingRow({ rank }: { readonly rank: number }) {
  return (
    <div role="row" aria-rowindex={rank + 2} className="grid-row waiting" aria-busy="true">
      <span role="cell" className="col-customer">
        <i style={{ inlineSize: 60 + ((rank * 37) % 70) }} />
      </span>
    </div>
  )
}

/** What stands in each column. */
const cells: Readonly<Record<Column["key"], (line: CustomerLine, formats: Formats) => ReactNode>> =
  {
    customer: (line) => <Who line={line} />,
    number: ({ number }) => <span className="quiet">{number}</span>,
    phone: ({ golden }, formats) => several(golden["phones"], formats.phone),
    birth: ({ golden }, formats) =>
      several(golden["birth_date"] ?? golden["founded"], formats.date),
    city: ({ golden }) => several(golden["city"] ?? golden["province"], (place) => place),
    sources: ({ sources }) => <span title={sources.join(", ")}>{sources.join(", ")}</span>,
    records: ({ records }) => records,
    last: ({ lastEvent }) => (lastEvent === null ? <Nothing /> : <When at={lastEvent} />),
    events: ({ events }, formats) =>
      events === null || events === 0 ? <Nothing /> : formats.count(events),
    spent: ({ spent }, formats) => (spent === null ? <Nothing /> : formats.money(spent)),
    updated: ({ updated }) => <When at={updated} />,
  }

function Who({ line }: { readonly line: CustomerLine }) {
  const text = useText()
  const then = useListThen()
  return (
    <Link className="who" to="/customers/$customer" params={{ customer: line.id }} search={then}>
      {line.kind === "organisation" ? (
        <BankOutlined aria-label={text("subject.organisation")} />
      ) : (
        <UserOutlined aria-label={text("subject.person")} />
      )}
      {line.name === "" ? (
        <span className="nameless">{nameText(text, line)}</span>
      ) : (
        <b>{line.name}</b>
      )}
    </Link>
  )
}

function When({ at }: { readonly at: string }) {
  const formats = useFormats()
  return <time title={formats.exactly(at)}>{formats.past(at)}</time>
}

function Nothing() {
  return <span className="none">–</span>
}

/** The first of several values, and how many more there are. */
function several(
  value: string | readonly string[] | undefined,
  shown: (value: string) => string,
): ReactNode {
  if (value === undefined) return <Nothing />
  const [first, ...more] = typeof value === "string" ? [value] : value
  if (first === undefined) return <Nothing />
  return (
    <span title={[first, ...more].map(shown).join(", ")}>
      {shown(first)}
      {more.length === 0 ? null : <small> +{more.length}</small>}
    </span>
  )
}
