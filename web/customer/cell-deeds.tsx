import { CheckOutlined, RollbackOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import type { Cell, Member } from "./asking-customer.ts"
import { useTyping } from "./asking-by-hand.ts"
import { useThen } from "./use-then.ts"

interface CellDeedsProps {
  readonly customer: string
  readonly field: string
  readonly member: Member
  readonly cell: Cell
  /** Its place among what the record says of the field. */
  readonly at: number
}

/** What was typed can be taken away again; what another record says can be said to be right. */
export function CellDeeds({ customer, field, member, cell, at }: CellDeedsProps) {
  const text = useText()
  const { language } = useShown()
  const isNow = useThen().asOf === undefined
  const { type, isPending } = useTyping(customer)
  const name = fieldName(language, field)
  if (!isNow) return null
  if (member.batch === null) {
    const word = text(cell.verdict === "denied" ? "web.hand.restore" : "web.hand.forget")
    const typed = { forget: { record: member.record, at } }
    return (
      <Button
        size="small"
        type="text"
        icon={<RollbackOutlined />}
        loading={isPending}
        title={word}
        aria-label={`${name} ${word}`}
        onClick={() => type({ field, typed, said: text("web.hand.forgotten", { field: name }) })}
      />
    )
  }
  if (cell.won || cell.value === null) return null
  const word = text("web.hand.take-this")
  return (
    <Button
      size="small"
      type="text"
      className="on-hover"
      icon={<CheckOutlined />}
      loading={isPending}
      title={word}
      aria-label={`${name} ${word}`}
      onClick={() =>
        type({
          field,
          typed: { from: member.record },
          said: text("web.hand.typed", { field: name }),
        })
      }
    />
  )
}
