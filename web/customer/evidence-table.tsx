import { LockOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { useFields } from "../asking.ts"
import { Trust } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import type { Customer, Evidence, Member } from "./asking-customer.ts"
import { AskWhy } from "./ask-why.tsx"
import { CellDeeds } from "./cell-deeds.tsx"
import { CellValues } from "./cell-values.tsx"
import { listOf } from "./fact-lines.ts"

interface EvidenceTableProps {
  readonly customer: Customer
  readonly evidence: Evidence
  readonly ticks: Ticks
}

/** Records that are ticked, to be separated. */
export interface Ticks {
  readonly ticked: readonly string[]
  readonly tick: (record: string, ticked: boolean) => void
}

/** The table of evidence. It scrolls sideways within itself; field and chosen value stay in sight. */
export function EvidenceTable({ customer, evidence, ticks }: EvidenceTableProps) {
  const text = useText()
  const { members, fields } = evidence
  return (
    <div
      className="evidence-table"
      role="region"
      tabIndex={0}
      aria-label={text("web.evidence.table")}
    >
      <table>
        <thead>
          <tr>
            <th scope="col" className="stuck field">
              {text("web.evidence.field")}
            </th>
            <th scope="col" className="stuck golden">
              <span className="record-head">
                <b>{text("web.evidence.golden")}</b>
                <small>{text("web.evidence.rules")}</small>
              </span>
            </th>
            {members.map((member) => (
              <th key={member.record} scope="col">
                <RecordHead member={member} ticks={ticks} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((line) => (
            <Line key={line.field} customer={customer} line={line} members={members} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RecordHeadProps {
  readonly member: Member
  readonly ticks: Ticks
}

/** A record as its source knows it: who, under which key, from which row, since when. */
export function RecordHead({ member, ticks }: RecordHeadProps) {
  const text = useText()
  const formats = useFormats()
  const { source, sourceKey, batch, row, observed, record } = member
  if (batch === null) return <DeskHead member={member} />
  return (
    <span className="record-head">
      <b>
        <label>
          <input
            type="checkbox"
            checked={ticks.ticked.includes(record)}
            aria-label={text("web.hand.tick", { source: source.name, key: shortKey(sourceKey) })}
            onChange={(event) => ticks.tick(record, event.target.checked)}
          />
          {source.name}
        </label>{" "}
        <Trust of={source.trust} bare />
      </b>
      <small title={sourceKey}>{shortKey(sourceKey)}</small>
      <small>
        <Link to="/collect/$batch" params={{ batch: String(batch) }}>
          {text("web.evidence.row", { batch, row })}
        </Link>{" "}
        <time title={formats.exactly(observed)}>{formats.past(observed)}</time>
      </small>
    </span>
  )
}

/** What people typed: it belongs to another record and goes wherever that one goes. */
function DeskHead({ member: { observed, source } }: { readonly member: Member }) {
  const text = useText()
  const formats = useFormats()
  return (
    <span className="record-head">
      <b>
        {text("web.hand.desk")} <Trust of={source.trust} bare />
      </b>
      <small>{text("web.hand.follows")}</small>
      <small>
        <time title={formats.exactly(observed)}>{formats.past(observed)}</time>
      </small>
    </span>
  )
}

const longestKey = 20

/** A record without a key of its own is named by its content: nobody reads that out. */
export function shortKey(key: string): string {
  return key.length <= longestKey ? key : `${key.slice(0, longestKey - 1)}…`
}

interface LineProps {
  readonly customer: Customer
  readonly line: Evidence["fields"][number]
  readonly members: readonly Member[]
}

function Line({ customer, line, members }: LineProps) {
  const { language } = useShown()
  return (
    <tr>
      <th scope="row" className="stuck field">
        {fieldName(language, line.field)}
      </th>
      <td className="stuck golden">
        <GoldenValues customer={customer} field={line.field} />
      </td>
      {members.map((member, at) => {
        const cells = line.cells[at] ?? []
        return (
          <td key={member.record} className={cells.some(({ won }) => won) ? "chosen" : undefined}>
            <CellValues
              field={line.field}
              cells={cells}
              deeds={(cell, place) => (
                <CellDeeds
                  customer={customer.id}
                  field={line.field}
                  member={member}
                  cell={cell}
                  at={place}
                />
              )}
            />
          </td>
        )
      })}
    </tr>
  )
}

function GoldenValues({
  customer,
  field,
}: {
  readonly customer: Customer
  readonly field: string
}) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const declared = useFields().data?.find(({ id }) => id === field)
  const values = listOf(customer.golden[field])
  if (values.length === 0) return <span className="quiet">{text("web.evidence.no-golden")}</span>
  return (
    <span className="golden-values">
      {values.map((value, place) => (
        <span key={value} className="fact-value">
          <AskWhy
            customer={customer}
            field={field}
            place={place}
            shown={valueText(
              { language, formats },
              { id: field, kind: declared?.kind ?? "text" },
              value,
            )}
          />
          {declared?.sensitive === true ? (
            <LockOutlined
              role="img"
              aria-label={text("web.customer.sealed")}
              title={text("web.customer.sealed")}
            />
          ) : null}
        </span>
      ))}
    </span>
  )
}
