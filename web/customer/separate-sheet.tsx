import { ScissorOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { Answered } from "../answered.tsx"
import { PopUp } from "../pop-up.tsx"
import { useText } from "../shown.tsx"
import type { Customer, Member } from "./asking-customer.ts"
import { useDeciding, useSeparationPreview, type Reason } from "./asking-decision.ts"
import { AfterTree, MemberName, StandsAgainst, ValueChanges } from "./foreseen-decision.tsx"
import { NoteSides, type Sides } from "./note-sides.tsx"
import { ReasonChoice } from "./reason-choice.tsx"

interface SeparateSheetProps {
  readonly customer: Customer
  /** Records that were ticked before. */
  readonly chosen: readonly string[]
  readonly open: boolean
  readonly onClose: () => void
}

/** Takes records away from a customer: which, what would follow, and why. */
export function SeparateSheet({ customer, chosen, open, onClose }: SeparateSheetProps) {
  const text = useText()
  const [records, setRecords] = useState<readonly string[]>(chosen)
  const [reason, setReason] = useState<Reason>("mistake")
  const [sides, setSides] = useState<Sides>({})
  const { separate } = useDeciding(onClose)
  const canLeave = customer.members.filter(({ batch }) => batch !== null)
  const isSome = records.length > 0 && records.length < canLeave.length
  return (
    <PopUp
      title={text("web.hand.separate-title")}
      open={open}
      onClose={onClose}
      className="decision"
      footer={
        <>
          <ReasonChoice value={reason} onChange={setReason} />
          <Button
            type="primary"
            icon={<ScissorOutlined />}
            disabled={!isSome}
            loading={separate.isPending}
            onClick={() =>
              separate.begin({
                customer: customer.id,
                records: [...records],
                reason,
                preview: false,
                notes: Object.entries(sides).map(([note, side]) => ({ note, side })),
              })
            }
          >
            {text("web.hand.separate-do", { count: records.length })}
          </Button>
        </>
      }
    >
      <RecordTicks members={customer.members} records={records} onChange={setRecords} />
      {isSome ? (
        <Preview customer={customer} records={records} sides={sides} onSides={setSides} />
      ) : (
        <p className="quiet">
          {text(records.length === 0 ? "web.hand.tick-some" : "web.hand.leave-one")}
        </p>
      )}
    </PopUp>
  )
}

interface RecordTicksProps {
  readonly members: readonly Member[]
  readonly records: readonly string[]
  readonly onChange: (records: readonly string[]) => void
}

function RecordTicks({ members, records, onChange }: RecordTicksProps) {
  const text = useText()
  const tick = (record: string, ticked: boolean) =>
    onChange(ticked ? [...records, record] : records.filter((one) => one !== record))
  return (
    <fieldset className="ticks record-ticks">
      <legend>{text("web.hand.who-leaves")}</legend>
      {members.map((member, at) => (
        <label key={member.record} title={member.batch === null ? text("web.hand.follows") : ""}>
          <input
            type="checkbox"
            {...(at === 0 ? { "data-first": true } : {})}
            disabled={member.batch === null}
            checked={records.includes(member.record)}
            onChange={(event) => tick(member.record, event.target.checked)}
          />
          <MemberName member={member} />
          {member.batch === null ? <small>{text("web.hand.follows")}</small> : null}
        </label>
      ))}
    </fieldset>
  )
}

interface PreviewProps {
  readonly customer: Customer
  readonly records: readonly string[]
  readonly sides: Sides
  readonly onSides: (sides: Sides) => void
}

function Preview({ customer, records, sides, onSides }: PreviewProps) {
  const text = useText()
  const query = useSeparationPreview(customer.id, records)
  return (
    <Answered query={query} rows={5}>
      {(decided) => (
        <>
          <StandsAgainst decided={decided} />
          <h3>{text("web.hand.after")}</h3>
          <AfterTree decided={decided} members={customer.members} />
          <NoteSides
            customer={customer.id}
            records={records}
            decided={decided}
            sides={sides}
            onChange={onSides}
          />
          <h3>{text("web.hand.changes")}</h3>
          <ValueChanges decided={decided} />
          <p className="quiet">{text("web.hand.stays-apart")}</p>
        </>
      )}
    </Answered>
  )
}
