import { WarningOutlined } from "@ant-design/icons"
import { nameText } from "../customers/name-text.ts"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import type { Member } from "./asking-customer.ts"
import type { Brief, Decided } from "./asking-decision.ts"
import { shortKey } from "./evidence-table.tsx"
import { useValueText } from "./use-value-text.ts"

interface ForeseenDecisionProps {
  readonly decided: Decided
  readonly members: readonly Member[]
}

/** Who is whose afterwards, as a tree: each customer with its records and what hangs on them. */
export function AfterTree({ decided, members }: ForeseenDecisionProps) {
  const text = useText()
  const before = new Set(decided.before.map(({ id }) => id))
  return (
    <ul className="after-tree">
      {decided.after.map((brief) => (
        <li key={brief.id}>
          <b>{nameText(text, brief)}</b>{" "}
          <span className="quiet">
            {text(before.has(brief.id) ? "web.hand.keeps-number" : "web.hand.gets-number", {
              number: brief.number,
            })}
          </span>
          <RecordLeaves brief={brief} members={members} />
        </li>
      ))}
    </ul>
  )
}

interface RecordLeavesProps {
  readonly brief: Brief
  readonly members: readonly Member[]
}

function RecordLeaves({ brief, members }: RecordLeavesProps) {
  const text = useText()
  const known = new Map<string, Member>(members.map((member) => [member.record, member]))
  return (
    <ul>
      {brief.records.map((record) => {
        const member = known.get(record)
        return (
          <li key={record}>
            <MemberName member={member} />
            {member === undefined || member.events === 0 ? null : (
              <small>{text("web.customer.record-events", { count: member.events })}</small>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** A record as it is named beside others: its source and its key there. */
export function MemberName({ member }: { readonly member: Member | undefined }) {
  const text = useText()
  if (member === undefined) return <span className="quiet">{text("web.joins.other-record")}</span>
  const { source, sourceKey, batch } = member
  return (
    <span>
      {batch === null ? text("web.hand.desk") : source.name}{" "}
      {batch === null ? null : <small title={sourceKey}>{shortKey(sourceKey)}</small>}
    </span>
  )
}

/** What is believed otherwise afterwards, and on whose word. */
export function ValueChanges({ decided: { values, after } }: { readonly decided: Decided }) {
  const text = useText()
  const { language } = useShown()
  const shown = useValueText()
  const list = (field: string, all: readonly string[]) =>
    all.map((value) => shown(field, value)).join(text("web.question.comma"))
  if (values.length === 0) return <p className="quiet">{text("web.hand.no-changes")}</p>
  return (
    <div className="value-changes" role="region" tabIndex={0} aria-label={text("web.hand.changes")}>
      <table>
        <thead>
          <tr>
            {(["customer", "field", "before", "after", "said-by"] as const).map((head) => (
              <th key={head} scope="col">
                {text(`web.hand.head-${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {values.map(({ customer, field, before, after: now, saidBy }) => (
            <tr key={customer + field}>
              <td className="quiet">{after.find(({ id }) => id === customer)?.number}</td>
              <th scope="row">{fieldName(language, field)}</th>
              <td>{before.length === 0 ? "–" : <del>{list(field, before)}</del>}</td>
              <td>{now.length === 0 ? "–" : list(field, now)}</td>
              <td className="quiet">{[...new Set(saidBy)].join(text("web.question.comma"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Earlier decisions that this one overrules, documents that contradict. */
export function StandsAgainst({ decided: { against } }: { readonly decided: Decided }) {
  const text = useText()
  if (against.length === 0) return null
  return (
    <ul className="against" role="alert">
      {against.map(({ what, decision }) => (
        <li key={`${what}${decision ?? ""}`}>
          <WarningOutlined aria-hidden="true" />{" "}
          {text(`against.${what}`, { decision: decision ?? 0 })}
        </li>
      ))}
    </ul>
  )
}
