import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { isTextKey } from "#text"
import { sourceKindText } from "../source-kind-text.ts"
import { Answered } from "../answered.tsx"
import { useFields } from "../asking.ts"
import { Trust, VerdictMark } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import { useWhy, type Candidate, type Customer } from "./asking-customer.ts"
import { reasonsText } from "./reasons-text.ts"
import { printBits, storyOf, type Answer, type WhyStory } from "./why-story.ts"

interface WhyCardProps {
  readonly customer: Customer
  readonly field: string
  readonly place: number
  /** What can be said of the value. */
  readonly deeds: ReactNode
}

/** Why a value is what it is: who said it, how its score adds up, and what lost by how much. */
export function WhyCard({ customer, field, place, deeds }: WhyCardProps) {
  const text = useText()
  const query = useWhy(customer.id, field)
  return (
    <Answered query={query} rows={6}>
      {({ candidates, rules }) => {
        const story = storyOf(candidates, place)
        return (
          <>
            {story === undefined ? (
              <p className="answer">{text("web.why.gone")}</p>
            ) : (
              <Story story={story} field={field} />
            )}
            {deeds}
            <footer>
              <Link
                to="/customers/$customer"
                params={{ customer: customer.id }}
                search={{ tab: "sources" }}
              >
                {text("web.why.see-records", { count: customer.members.length })}
              </Link>
              <small className="end">{text("web.why.rules", { rules })}</small>
            </footer>
          </>
        )
      }}
    </Answered>
  )
}

function Story({ story, field }: { readonly story: WhyStory; readonly field: string }) {
  const text = useText()
  const { chosen, agreeing, alsoKept, lost } = story
  return (
    <>
      <p className="answer">{useAnswer(story.answer)}</p>
      <Testimony said={chosen} agreeing={agreeing.length} />
      <Score candidate={chosen} />
      {alsoKept.length === 0 ? null : (
        <>
          <h3>{text("web.why.also-kept")}</h3>
          <ul>
            {alsoKept.map((one) => (
              <Other key={one.record + String(one.value)} candidate={one} field={field} />
            ))}
          </ul>
        </>
      )}
      <h3>
        {text("web.why.lost")}{" "}
        {lost.length === 0 ? null : <small>{text("web.why.lost-how")}</small>}
      </h3>
      {lost.length === 0 ? (
        <p className="quiet">{text("web.why.none-lost")}</p>
      ) : (
        <ul>
          {lost.map(({ candidate, behind }) => (
            <Other
              key={candidate.record + String(candidate.value)}
              candidate={candidate}
              field={field}
              behind={behind}
            />
          ))}
        </ul>
      )}
    </>
  )
}

function useAnswer(answer: Answer): string {
  const text = useText()
  if (answer.kind === "agreed") return text("web.why.answer-agreed", { count: answer.count })
  if (answer.kind === "many") return text("web.why.answer-many", { place: answer.place })
  if (answer.kind !== "lead") return text(`web.why.answer-${answer.kind}`)
  const said = answer.reasons.map((reason) => {
    const key = `web.why.lead-${reason}`
    return isTextKey(key) ? text(key) : reason
  })
  return text("web.why.answer-lead", { reasons: said.join(text("web.question.comma")) })
}

interface TestimonyProps {
  readonly said: Candidate
  readonly agreeing: number
}

/** Who said it, where it stands, when, how it was written, what checking found. */
function Testimony({ said, agreeing }: TestimonyProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const { source, written, value, verdict, reasons, observed } = said
  const found = reasonsText(language, reasons)
  return (
    <dl>
      <Row label={text("web.why.said-by")}>
        {source.name}
        <small>{sourceKindText(text, source.kind)}</small>
      </Row>
      <Row label={text("web.why.where")}>
        {said.batch === null ? (
          text("web.why.by-hand")
        ) : (
          <Link to="/collect/$batch" params={{ batch: String(said.batch) }}>
            {text("web.why.batch-row", { batch: said.batch, row: said.row })}
          </Link>
        )}
      </Row>
      <Row label={text("web.why.when")}>
        <time title={formats.exactly(observed)}>{formats.past(observed)}</time>
      </Row>
      <Row label={text("web.why.trust")}>
        <Trust of={source.trust} />
      </Row>
      {written === null || written === value ? null : (
        <Row label={text("web.why.written")}>
          <del className="written">{written}</del>
        </Row>
      )}
      <Row label={text("web.why.verdict")}>
        <VerdictMark is={verdict} />
        {found === "" ? null : <small>{found}</small>}
      </Row>
      {agreeing === 0 ? null : (
        <Row label={text("web.why.agreeing")}>
          {text("web.why.agreeing-count", { count: agreeing })}
        </Row>
      )}
    </dl>
  )
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** The score as the sum that it is. */
function Score({ candidate: { parts, score } }: { readonly candidate: Candidate }) {
  const text = useText()
  return (
    <>
      <h3>
        {text("web.why.score")} <small>{text("web.why.score-how")}</small>
      </h3>
      <table className="score">
        <tbody>
          {parts.map(({ reason, points }) => (
            <tr key={reason}>
              <th scope="row">{survivalText(text, reason)}</th>
              <td>{printBits(points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text("web.why.sum")}</th>
            <td>{printBits(score)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  )
}

function survivalText(text: ReturnType<typeof useText>, reason: string): string {
  const key = `survival.${reason}`
  return isTextKey(key) ? text(key) : reason
}

function behindText(text: ReturnType<typeof useText>, behind: number): string {
  const bits = printBits(behind)
  return bits === printBits(0) ? text("web.why.level") : bits
}

interface OtherProps {
  readonly candidate: Candidate
  readonly field: string
  /** Thousandths of a bit; missing where it counts as well. */
  readonly behind?: number
}

function Other({ candidate, field, behind }: OtherProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const kind = useFields().data?.find(({ id }) => id === field)?.kind ?? "text"
  const { value, source, observed, verdict, reasons, parts, agreeing } = candidate
  const shown = value === null ? "–" : valueText({ language, formats }, { id: field, kind }, value)
  const why = [
    source.name,
    formats.past(observed),
    ...(agreeing > 1 ? [text("web.why.agreeing-count", { count: agreeing - 1 })] : []),
    reasonsText(language, reasons),
  ].filter((part) => part !== "")
  return (
    <li>
      <span>{verdict === "denied" ? <del>{shown}</del> : shown}</span>
      {verdict === "denied" ? (
        <b className="denied">{text("web.verdict.denied")}</b>
      ) : (
        <b
          title={parts
            .map((part) => `${survivalText(text, part.reason)} ${printBits(part.points)}`)
            .join("\n")}
        >
          {behind === undefined ? "" : behindText(text, behind)}
        </b>
      )}
      <Trust of={source.trust} />
      <small>
        {why.join(text("web.evidence.and"))} <VerdictMark is={verdict} bare />
      </small>
    </li>
  )
}
