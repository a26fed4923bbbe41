import { BankOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { useFormats, useText } from "../shown.tsx"
import { nameText } from "./name-text.ts"
import { useListThen } from "./use-list-then.ts"
import type { CustomerLine } from "./use-rows.ts"

interface CardProps {
  readonly line: CustomerLine | undefined
  readonly rank: number
  readonly count: number | undefined
  readonly chosen: boolean
  /** Set while rows are chosen: a press then chooses instead of opening. */
  readonly onTick: (() => void) | undefined
}

/** On a phone a row is two lines, who and how much, then what and when; the whole row is the target. */
export function Card({ line, rank, count, chosen, onTick }: CardProps) {
  const text = useText()
  const formats = useFormats()
  const then = useListThen()
  const place = { "aria-posinset": rank + 1, "aria-setsize": count ?? -1 }
  if (line === undefined)
    return <div role="listitem" {...place} className="card waiting" aria-busy="true" />
  const last = line.lastEvent ?? line.updated
  return (
    <div
      role="listitem"
      {...place}
      className={`card ${chosen ? "chosen" : ""} ${onTick === undefined ? "" : "choosing"}`}
      data-rank={rank}
    >
      {onTick === undefined ? null : (
        <input
          type="checkbox"
          aria-label={text("web.select.this", { name: nameText(text, line) })}
          checked={chosen}
          onChange={onTick}
        />
      )}
      <Link to="/customers/$customer" params={{ customer: line.id }} search={then}>
        <b>
          {line.kind === "organisation" ? (
            <BankOutlined aria-label={text("subject.organisation")} />
          ) : null}{" "}
          {nameText(text, line)}
        </b>
        <span className="money">{line.spent === null ? "" : formats.money(line.spent)}</span>
        <span className="quiet">{detailOf(line, formats.phone)}</span>
        <time className="quiet end" title={formats.exactly(last)}>
          {formats.past(last)}
        </time>
      </Link>
    </div>
  )
}

/** What tells it from its namesakes at a glance. */
function detailOf(
  { golden, number, sources }: CustomerLine,
  phone: (e164: string) => string,
): string {
  const phones = golden["phones"]
  const first = typeof phones === "string" ? phones : phones?.[0]
  const city = golden["city"]
  const known = [
    first === undefined ? number : phone(first),
    typeof city === "string" ? city : undefined,
    sources[0],
  ]
  return known.filter((part) => part !== undefined && part !== "").join(" · ")
}
