import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { isTextKey } from "#text"
import { Answered } from "../answered.tsx"
import { Sheet } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { useHistory, type Change, type Customer } from "./asking-customer.ts"
import { useValueText } from "./use-value-text.ts"

/** What changed, when and by what, the latest first; a time opens the page as it was from then on. */
export function HistoryTab({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const query = useHistory(customer.id)
  return (
    <Sheet title={text("web.history.title")} className="history-sheet">
      <Answered query={query} rows={8}>
        {({ pages }) => (
          <ol className="changes">
            {pages
              .flatMap(({ items }) => items)
              .map((change) => (
                <ChangeLine key={`${change.at}${change.what}`} id={customer.id} change={change} />
              ))}
          </ol>
        )}
      </Answered>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text("web.history.more")}
        </Button>
      ) : null}
    </Sheet>
  )
}

interface ChangeLineProps {
  readonly id: string
  readonly change: Change
}

function ChangeLine({ id, change }: ChangeLineProps) {
  const text = useText()
  const formats = useFormats()
  const { at, what, batch, source, fields, came, went } = change
  const cause = `history.cause.${change.cause.replaceAll("-", "_")}`
  const isBare = what === "changed" && fields.length + came.length + went.length === 0
  return (
    <li>
      <Link
        to="/customers/$customer"
        params={{ customer: id }}
        search={{ asOf: at }}
        title={formats.exactly(at)}
      >
        <time dateTime={at}>{formats.past(at)}</time>
      </Link>
      <div>
        <b>{isTextKey(cause) ? text(cause) : change.cause}</b>{" "}
        {what === "changed" ? null : <span>{text(`history.${what}`)} </span>}
        {batch === null ? null : (
          <Link to="/collect/$batch" params={{ batch: String(batch) }}>
            {text("history.batch", { batch, source: source ?? "" })}
          </Link>
        )}
        {isBare ? <p className="quiet">{text("history.only-reasons")}</p> : null}
        <Differences change={change} />
      </div>
    </li>
  )
}

function Differences({ change: { fields, came, went } }: Pick<ChangeLineProps, "change">) {
  const text = useText()
  const { language } = useShown()
  const written = useValueText()
  const values = (field: string, all: readonly string[]) =>
    all.length === 0 ? "—" : all.map((value) => written(field, value)).join(" · ")
  return (
    <dl>
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldName(language, field)}</dt>
          <dd>
            {before.length === 0 ? null : <del>{values(field, before)}</del>}{" "}
            <ins>{values(field, after)}</ins>
          </dd>
        </div>
      ))}
      {came.map(({ record, source, sourceKey }) => (
        <div key={record}>
          <dt>{text("web.history.came")}</dt>
          <dd>{[source, sourceKey].join(" ")}</dd>
        </div>
      ))}
      {went.map(({ record, source, sourceKey }) => (
        <div key={record}>
          <dt>{text("web.history.went")}</dt>
          <dd>{[source, sourceKey].join(" ")}</dd>
        </div>
      ))}
    </dl>
  )
}
