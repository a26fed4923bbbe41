import { Link } from "@tanstack/react-router"
import { Fragment, useState } from "react"
import { TroubleFace, Waiting } from "../answered.tsx"
import { Sheet } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import {
  foreseenKinds,
  useForeseen,
  type Foreseen,
  type ForeseenKind,
  type Foresight,
} from "./asking-foresight.ts"
import { ruleText } from "./rule-text.ts"
import { ValueChanges } from "./value-change.tsx"
import { MoreRows } from "./more-rows.tsx"

interface ForeseenListProps {
  readonly batch: Batch
  readonly foresight: Foresight
}

/** What would happen, one by one: whose values, who becomes one with whom, who is new. */
export function ForeseenList({ batch, foresight }: ForeseenListProps) {
  const text = useText()
  const formats = useFormats()
  const { counts } = foresight
  const [kind, choose] = useState<ForeseenKind>(
    () => foreseenKinds.find((one) => counts[one] > 0) ?? "changed",
  )
  return (
    <Sheet title={text("web.foresight.list")} className="foreseen">
      <div className="choices" role="group" aria-label={text("web.foresight.kinds")}>
        {foreseenKinds.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            disabled={counts[one] === 0}
            onClick={() => choose(one)}
          >
            {text(`web.foresight.${one}`)} <b>{formats.count(counts[one])}</b>
          </button>
        ))}
      </div>
      <p className="quiet">{text(`web.foresight.${kind}-says`)}</p>
      {counts[kind] === 0 ? null : <Listed key={kind} batch={batch} kind={kind} />}
    </Sheet>
  )
}

interface ListedProps {
  readonly batch: Batch
  readonly kind: ForeseenKind
}

function Listed({ batch, kind }: ListedProps) {
  const query = useForeseen(batch, kind)
  if (query.data === undefined) {
    return query.isError ? (
      <TroubleFace thrown={query.error} retry={query.refetch} />
    ) : (
      <Waiting rows={6} />
    )
  }
  const items = query.data.pages.flatMap((page) => page.items)
  return (
    <>
      <ul className="rows foreseen-rows">
        {items.map((item, at) => (
          <li key={`${item.rows[0]?.row ?? 0} ${item.customers[0]?.id ?? at}`}>
            <Line kind={kind} item={item} />
          </li>
        ))}
      </ul>
      <MoreRows query={query} />
    </>
  )
}

interface LineProps {
  readonly kind: ForeseenKind
  readonly item: Foreseen
}

function Line({ kind, item }: LineProps) {
  const text = useText()
  const { language } = useShown()
  const { rules, values } = item
  return (
    <>
      <Whom {...item} />
      {kind === "changed" || kind === "new" ? <ValueChanges values={values} /> : null}
      {rules.length === 0 ? null : (
        <small>
          {rules.map((rule) => ruleText(language, rule)).join(text("web.question.comma"))}
        </small>
      )}
    </>
  )
}

/** Customers that are there, then the rows that come to them. */
function Whom({ customers, rows, of }: Foreseen) {
  const text = useText()
  const more = of - rows.length
  return (
    <span className="foreseen-whom">
      {customers.map(({ id, name, number }, at) => (
        <Fragment key={id}>
          {at === 0 ? null : <span aria-hidden="true">+</span>}
          <Link to="/customers/$customer" params={{ customer: id }}>
            {name === "" ? text("web.foresight.nameless") : name} <small>{number}</small>
          </Link>
        </Fragment>
      ))}
      {rows.map(({ row, name }) => (
        <span key={row} className="quiet">
          {customers.length === 0 ? `${name} ` : ""}
          {text("web.batch.row", { row })}
        </span>
      ))}
      {more > 0 ? (
        <span className="quiet">{text("web.foresight.more-rows", { count: more })}</span>
      ) : null}
    </span>
  )
}
