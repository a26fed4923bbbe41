import { CloseOutlined, RightOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { isTextKey } from "#text"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { nameText } from "../customers/name-text.ts"
import { Figure, Meter, Sheet, Strip } from "../parts.tsx"
import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { sharesOf, type RfmAnswer } from "./rfm-picture.ts"

interface SegmentListProps {
  readonly answer: RfmAnswer
  readonly onChoose: (segment: string) => void
}

/** Every segment with its share of customers and of money, those that bring most first. */
export function SegmentList({ answer, onChoose }: SegmentListProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  return (
    <Sheet
      className="panel"
      title={text("web.insights.segments")}
      extra={
        <span className="legend">
          <i className="of-customers" />
          {text("web.insights.part-of-customers")}
          <i className="of-money" />
          {text("web.insights.part-of-money")}
        </span>
      }
    >
      <ul className="rows segments">
        {sharesOf(answer).map(({ segment, customers, share, moneyShare }) => (
          <li key={segment}>
            <button type="button" onClick={() => onChoose(segment)}>
              <b>{segmentName(language, segment)}</b>
              <span>{formats.count(customers)}</span>
              <span className="of-customers">
                <Meter
                  share={share}
                  label={text("web.insights.of-customers", { share: formats.percent(share) })}
                />
                <small>{formats.percent(share)}</small>
              </span>
              <span className="of-money">
                <Meter
                  share={moneyShare ?? 0}
                  label={text("web.insights.of-money", {
                    share: moneyShare === undefined ? "–" : formats.percent(moneyShare),
                  })}
                />
                <small>{moneyShare === undefined ? "–" : formats.percent(moneyShare)}</small>
              </span>
              <RightOutlined aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

interface SegmentPanelProps {
  readonly answer: RfmAnswer
  readonly segment: string
  readonly isOpening: boolean
  readonly onClose: () => void
  readonly onOpen: () => void
}

/** One segment: what it means, its figures, some of its customers, and the way to all of them. */
export function SegmentPanel(props: SegmentPanelProps) {
  const { answer, segment, isOpening, onClose, onOpen } = props
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const share = sharesOf(answer).find((one) => one.segment === segment)
  if (share === undefined) return null
  const { customers, minor, moneyShare } = share
  const meaning = `web.insights.meaning-${segment}`
  const each = formats.amount({ minor: minor / customers, currency: answer.currency })
  return (
    <Sheet
      className="panel"
      title={
        <>
          {segmentName(language, segment)}{" "}
          <span className="quiet">{text("web.unit.customers", { count: customers })}</span>
        </>
      }
      extra={
        <Button
          size="small"
          type="text"
          aria-label={text("web.insights.back")}
          icon={<CloseOutlined />}
          onClick={onClose}
        />
      }
    >
      {isTextKey(meaning) ? <p className="advice">{text(meaning)}</p> : null}
      <Strip label={text("web.insights.this-segment")} kind="two">
        <Figure
          label={text("web.insights.measure-each")}
          value={each}
          unit={formats.currency(answer.currency)}
        />
        <Figure
          label={text("web.insights.money-share")}
          value={moneyShare === undefined ? "–" : formats.percent(moneyShare)}
          note={text("web.insights.of-customers", { share: formats.percent(share.share) })}
        />
      </Strip>
      <h3>{text("web.insights.some")}</h3>
      <Some segment={segment} />
      <footer>
        <Button type="primary" block loading={isOpening} onClick={onOpen}>
          {text("web.insights.open", { count: customers })}
        </Button>
      </footer>
    </Sheet>
  )
}

function Some({ segment }: { readonly segment: string }) {
  const text = useText()
  const formats = useFormats()
  const some = useQuery({
    queryKey: ["segment-some", segment],
    queryFn: ({ signal }) =>
      api.customer.search(
        {
          question: { is: "trait", analysis: "rfm", column: "segment", values: [segment] },
          limit: 6,
        },
        { signal },
      ),
  })
  return (
    <Answered query={some} rows={6}>
      {({ items }) => (
        <ul className="rows pick">
          {items.map((line) => (
            <li key={line.id}>
              <Link to="/customers/$customer" params={{ customer: line.id }}>
                {nameText(text, line)}
              </Link>
              <small>{line.lastEvent === null ? "" : formats.past(line.lastEvent)}</small>
              <b>{line.spent === null ? "–" : formats.money(line.spent)}</b>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  )
}
