import { nameText } from "../customers/name-text.ts"
import { useFields } from "../asking.ts"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import type { Decided } from "./asking-decision.ts"
import { listOf } from "./fact-lines.ts"
import { useValueText } from "./use-value-text.ts"

interface SideBySideProps {
  readonly one: Customer
  readonly other: Customer
  readonly decided: Decided
}

/** Two customers and what they would be together, field by field; where they differ is marked. */
export function SideBySide({ one, other, decided }: SideBySideProps) {
  const text = useText()
  const { language } = useShown()
  const fields = useFields().data ?? []
  const after = decided.after[0]
  const lasting = after?.id === other.id ? other : one
  const changed = new Map(decided.values.map(({ field, after: now }) => [field, now]))
  const shown = useValueText()
  const words = (field: string, values: readonly string[]) =>
    values.length === 0 ? "–" : values.map((value) => shown(field, value)).join(" ")
  const known = fields.filter(
    ({ id }) => one.golden[id] !== undefined || other.golden[id] !== undefined,
  )
  return (
    <div className="side-by-side" role="region" tabIndex={0} aria-label={text("web.hand.sides")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text("web.evidence.field")}</th>
            {[one, other].map((side) => (
              <th key={side.id} scope="col">
                <b>{nameText(text, side)}</b>
                <small>{text("web.customer.number", { number: side.number })}</small>
              </th>
            ))}
            <th scope="col">
              <b>{text("web.hand.together")}</b>
              <small>{text("web.customer.number", { number: after?.number ?? "" })}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {known.map(({ id }) => {
            const [left, right] = [listOf(one.golden[id]), listOf(other.golden[id])]
            const differ = left.length > 0 && right.length > 0 && left.join() !== right.join()
            return (
              <tr key={id} className={differ ? "differs" : undefined}>
                <th scope="row">
                  {fieldName(language, id)}
                  {differ ? <small>{text("web.hand.differs")}</small> : null}
                </th>
                <td>{words(id, left)}</td>
                <td>{words(id, right)}</td>
                <td>{words(id, changed.get(id) ?? listOf(lasting.golden[id]))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
