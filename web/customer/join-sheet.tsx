import { MergeCellsOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Button, Input } from "antd"
import { useDeferredValue, useState } from "react"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { nameText } from "../customers/name-text.ts"
import { PopUp } from "../pop-up.tsx"
import { useText } from "../shown.tsx"
import { useCustomer, type Customer } from "./asking-customer.ts"
import { useDeciding, useJoinPreview, type Reason } from "./asking-decision.ts"
import { AfterTree, StandsAgainst } from "./foreseen-decision.tsx"
import { ReasonChoice } from "./reason-choice.tsx"
import { SideBySide } from "./side-by-side.tsx"
import { useValueText } from "./use-value-text.ts"

interface JoinSheetProps {
  readonly customer: Customer
  readonly open: boolean
  readonly onClose: () => void
  /** Whom it was laid beside in a list; else one looks for somebody. */
  readonly beside?: string | undefined
}

/** Says that this customer and another are one: whom, what they look like together, and why. */
export function JoinSheet({ customer, open, onClose, beside }: JoinSheetProps) {
  const text = useText()
  const [other, setOther] = useState(beside)
  const [reason, setReason] = useState<Reason>("known")
  const { join } = useDeciding(onClose)
  return (
    <PopUp
      title={text("web.hand.join-title", { name: nameText(text, customer) })}
      open={open}
      onClose={onClose}
      className="decision wide"
      footer={
        other === undefined ? undefined : (
          <>
            <Button onClick={() => setOther(undefined)}>{text("web.hand.another")}</Button>
            <ReasonChoice value={reason} onChange={setReason} />
            <Button
              type="primary"
              icon={<MergeCellsOutlined />}
              loading={join.isPending}
              onClick={() => join.begin({ one: customer.id, other, reason, preview: false })}
            >
              {text("web.hand.join-do")}
            </Button>
          </>
        )
      }
    >
      {other === undefined ? (
        <Search customer={customer} onChoose={setOther} />
      ) : (
        <Preview customer={customer} other={other} />
      )}
    </PopUp>
  )
}

interface SearchProps {
  readonly customer: Customer
  readonly onChoose: (id: string) => void
}

const found = 8

/** What is looked for is posted; it never enters an address. */
function Search({ customer, onChoose }: SearchProps) {
  const text = useText()
  const [words, setWords] = useState("")
  const wanted = useDeferredValue(words.trim())
  const query = useQuery({
    queryKey: ["join-search", wanted],
    enabled: wanted !== "",
    queryFn: ({ signal }) => api.customer.search({ search: wanted, limit: found + 1 }, { signal }),
  })
  return (
    <>
      <Input
        data-first
        type="search"
        autoComplete="off"
        maxLength={100}
        value={words}
        placeholder={text("web.frame.find")}
        aria-label={text("web.hand.find-other")}
        onChange={(event) => setWords(event.target.value)}
      />
      {wanted === "" ? (
        <p className="quiet">{text("web.hand.find-how")}</p>
      ) : (
        <Answered query={query} rows={4}>
          {({ items }) => {
            const others = items.filter(({ id }) => id !== customer.id).slice(0, found)
            if (others.length === 0) return <p className="quiet">{text("web.hand.find-none")}</p>
            return (
              <ul className="rows found-others">
                {others.map((one) => (
                  <li key={one.id}>
                    <button type="button" onClick={() => onChoose(one.id)}>
                      <b>{nameText(text, one)}</b>
                      <Reach golden={one.golden} />
                      <small>{text("web.customer.number", { number: one.number })}</small>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }}
        </Answered>
      )}
    </>
  )
}

const telling = ["phones", "emails", "birth_date", "city"] as const

/** What tells two of the same name apart. */
function Reach({ golden }: { readonly golden: Customer["golden"] }) {
  const shown = useValueText()
  const said = telling.flatMap((field) => {
    const value = golden[field]
    const first = typeof value === "string" ? value : value?.[0]
    return first === undefined ? [] : [shown(field, first)]
  })
  return <span className="quiet">{said.join(" · ")}</span>
}

interface PreviewProps {
  readonly customer: Customer
  readonly other: string
}

function Preview({ customer, other }: PreviewProps) {
  const text = useText()
  const right = useCustomer(other)
  const preview = useJoinPreview(customer.id, other)
  return (
    <Answered query={right} rows={8}>
      {(second) => (
        <Answered query={preview} rows={8}>
          {(decided) => (
            <>
              <StandsAgainst decided={decided} />
              <SideBySide one={customer} other={second} decided={decided} />
              <h3>{text("web.hand.after")}</h3>
              <AfterTree decided={decided} members={[...customer.members, ...second.members]} />
            </>
          )}
        </Answered>
      )}
    </Answered>
  )
}
