import { BankOutlined, UserOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import type { Language } from "#text"
import type { Formats } from "../format.ts"
import { useFormats, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import { codeName } from "./column-text.ts"
import { nameText } from "./name-text.ts"
import { useListThen } from "./use-list-then.ts"
import type { CustomerLine } from "./use-rows.ts"
import type { ListColumn } from "./use-view.ts"

/** What is needed to write a cell as people read it. */
export interface CellWriting {
  readonly language: Language
  readonly formats: Formats
}

/** What stands in a column of a line. */
export function listCell(column: ListColumn, line: CustomerLine, writing: CellWriting): ReactNode {
  const own = ownCells[column.id]
  if (own !== undefined) return own(line, writing)
  const value = line.golden[column.id]
  return column.id.includes(".")
    ? traitCell(column, line, writing)
    : several(value, (one) => valueText(writing, column, one))
}

type Cell = (line: CustomerLine, writing: CellWriting) => ReactNode

const ownCells: Readonly<Record<string, Cell>> = {
  number: ({ number }) => <span className="quiet">{number}</span>,
  kind: ({ kind }, { language }) => codeName(language, "subject", kind),
  sources: ({ sources }) => <span title={sources.join(", ")}>{sources.join(", ")}</span>,
  records: ({ records }, { formats }) => formats.count(records),
  last_event: ({ lastEvent }) => (lastEvent === null ? <Nothing /> : <When at={lastEvent} />),
  events: ({ events }, { formats }) =>
    events === null || events === 0 ? <Nothing /> : formats.count(events),
  spent: ({ spent }, { formats }) => (spent === null ? <Nothing /> : formats.money(spent)),
  updated: ({ updated }) => <When at={updated} />,
}

function traitCell(
  { id, kind }: ListColumn,
  { traits }: CustomerLine,
  { language, formats }: CellWriting,
): ReactNode {
  const [analysis = "", trait = ""] = id.split(".")
  const values = traits[analysis]
  const value = values?.[trait]
  if (value === undefined) return <Nothing />
  const currency = values?.["currency"]
  if (kind === "money" && typeof value === "number" && typeof currency === "string")
    return formats.money({ minor: value, currency })
  if (typeof value === "number") return formats.count(value)
  return kind === "date" ? formats.date(value) : codeName(language, id, value)
}

export function Who({ line }: { readonly line: CustomerLine }) {
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
