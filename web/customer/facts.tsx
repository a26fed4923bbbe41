import { LockOutlined, QuestionCircleOutlined, SolutionOutlined } from "@ant-design/icons"
import { useRef, useState } from "react"
import { Answered, Face } from "../answered.tsx"
import { useFields } from "../asking.ts"
import { useKeys } from "../keys.ts"
import { Sheet, Trust, VerdictMark } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { fieldName } from "../question/words.ts"
import { valueText } from "../value-text.ts"
import { useEvidence, type Customer, type Evidence } from "./asking-customer.ts"
import { factLines, fieldsOfLine, type FactLine } from "./fact-lines.ts"
import { AddFact } from "./add-fact.tsx"
import { AskWhy } from "./ask-why.tsx"
import { useThen } from "./use-then.ts"

/** What is known, line by line. Every value answers "why?". */
export function Facts({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const fields = useFields()
  const isNow = useThen().asOf === undefined
  const box = useRef<HTMLDivElement>(null)
  useKeys({ w: () => askNext(box.current) })
  return (
    <Sheet
      title={text("web.customer.facts")}
      className="facts-sheet"
      extra={
        <span className="hint">
          <QuestionCircleOutlined /> {text("web.customer.facts-hint")}
        </span>
      }
    >
      <Answered query={fields} rows={8}>
        {(dictionary) => {
          const lines = factLines(dictionary, customer.golden)
          return (
            <div ref={box}>
              {lines.length === 0 ? <NoFacts /> : <FactList customer={customer} lines={lines} />}
              {isNow ? <AddFact customer={customer} /> : null}
            </div>
          )
        }}
      </Answered>
    </Sheet>
  )
}

/** The key goes to the first value, from there it asks. */
function askNext(box: HTMLElement | null): void {
  const here = document.activeElement
  if (here instanceof HTMLElement && here.classList.contains("ask")) here.click()
  else box?.querySelector<HTMLElement>(".ask")?.focus()
}

function NoFacts() {
  const text = useText()
  return (
    <Face icon={<SolutionOutlined />} title={text("web.customer.no-facts")}>
      {text("web.customer.no-facts-how")}
    </Face>
  )
}

interface FactListProps {
  readonly customer: Customer
  readonly lines: readonly FactLine[]
}

function FactList({ customer, lines }: FactListProps) {
  const evidence = useEvidence(customer.id).data
  return (
    <dl className="facts">
      {lines.map((line) => (
        <Fact key={line.field} customer={customer} line={line} evidence={evidence} />
      ))}
    </dl>
  )
}

const shownAtFirst = 3

interface FactProps {
  readonly customer: Customer
  readonly line: FactLine
  readonly evidence: Evidence | undefined
}

function Fact({ customer, line, evidence }: FactProps) {
  const text = useText()
  const { language } = useShown()
  const [isOpen, open] = useState(false)
  const verdict = fieldsOfLine(line)
    .map((field) => customer.verdicts[field])
    .find((one) => one !== undefined)
  const trust = trustOf(evidence, line)
  const values = isOpen ? line.values : line.values.slice(0, shownAtFirst)
  const more = line.values.length - shownAtFirst
  return (
    <div>
      <dt>{fieldName(language, line.field)}</dt>
      <dd className="fact-values">
        {values.map((value, place) => (
          <FactValue key={value} customer={customer} line={line} place={place} />
        ))}
        {more > 0 ? (
          <button type="button" className="as-link" onClick={() => open(!isOpen)}>
            {isOpen
              ? text("web.customer.fewer-values")
              : text("web.customer.more-values", { count: more })}
          </button>
        ) : null}
      </dd>
      <dd className="far">
        {verdict === undefined ? null : <VerdictMark is={verdict} bare />}
        {trust === undefined ? null : <Trust of={trust} bare />}
      </dd>
    </div>
  )
}

interface FactValueProps {
  readonly customer: Customer
  readonly line: FactLine
  readonly place: number
}

function FactValue({ customer, line, place }: FactValueProps) {
  const text = useText()
  const { language } = useShown()
  const formats = useFormats()
  const value = line.values[place] ?? ""
  const shown = valueText({ language, formats }, { id: line.field, kind: line.kind }, value)
  return (
    <span className="fact-value">
      <AskWhy customer={customer} field={line.field} place={place} shown={shown} />
      {line.isSensitive ? (
        <LockOutlined
          role="img"
          aria-label={text("web.customer.sealed")}
          title={text("web.customer.sealed")}
        />
      ) : null}
    </span>
  )
}

/** How far the source is trusted whose word counts. */
function trustOf(evidence: Evidence | undefined, line: FactLine): number | undefined {
  const wanted = fieldsOfLine(line)
  return evidence?.fields
    .filter(({ field }) => wanted.includes(field))
    .flatMap(({ cells }) => cells.flat())
    .find(({ won }) => won)?.source.trust
}
