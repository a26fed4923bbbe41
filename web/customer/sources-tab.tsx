import { useSearch } from "@tanstack/react-router"
import { CheckOutlined, MergeCellsOutlined, ScissorOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { Answered } from "../answered.tsx"
import { useKeys } from "../keys.ts"
import { Keycap, VerdictMark } from "../parts.tsx"
import { useText, useTouch } from "../shown.tsx"
import { useEvidence, type Customer } from "./asking-customer.ts"
import { DecisionList } from "./decision-list.tsx"
import { EvidenceCards } from "./evidence-cards.tsx"
import { EvidenceTable } from "./evidence-table.tsx"
import { JoinSheet } from "./join-sheet.tsx"
import { useThen } from "./use-then.ts"
import { SeparateSheet } from "./separate-sheet.tsx"

/** Fields × records: who says what, and which of it counts. On a phone one record after another. */
export function SourcesTab({ customer }: { readonly customer: Customer }) {
  const touch = useTouch()
  const query = useEvidence(customer.id)
  const isNow = useThen().asOf === undefined
  const [ticked, setTicked] = useState<readonly string[]>([])
  const ticks = {
    ticked,
    tick: (record: string, isTicked: boolean) =>
      setTicked(isTicked ? [...ticked, record] : ticked.filter((one) => one !== record)),
  }
  return (
    <>
      {isNow ? <Deeds customer={customer} ticked={ticked} /> : null}
      <Legend />
      <Answered query={query} rows={12}>
        {(evidence) =>
          touch ? (
            <EvidenceCards customer={customer.id} evidence={evidence} ticks={ticks} />
          ) : (
            <EvidenceTable customer={customer} evidence={evidence} ticks={ticks} />
          )
        }
      </Answered>
      {isNow ? <DecisionList customer={customer} /> : null}
    </>
  )
}

interface DeedsProps {
  readonly customer: Customer
  readonly ticked: readonly string[]
}

/** What can be decided here: `s` takes records away, `j` joins with another customer. */
function Deeds({ customer, ticked }: DeedsProps) {
  const text = useText()
  const { join } = useSearch({ from: "/customers/$customer" })
  const [open, setOpen] = useState<"join" | "separate" | undefined>(
    join === undefined ? undefined : "join",
  )
  const known = customer.members.map(({ record }): string => record)
  const canPart = customer.members.filter(({ batch }) => batch !== null).length > 1
  const close = () => setOpen(undefined)
  useKeys({ j: () => setOpen("join"), ...(canPart ? { s: () => setOpen("separate") } : {}) })
  return (
    <div className="deeds">
      {canPart ? (
        <Button icon={<ScissorOutlined />} onClick={() => setOpen("separate")}>
          {text("web.hand.separate", { count: ticked.length })} <Keycap>S</Keycap>
        </Button>
      ) : null}
      <Button icon={<MergeCellsOutlined />} onClick={() => setOpen("join")}>
        {text("web.hand.join")} <Keycap>J</Keycap>
      </Button>
      {open === "separate" ? (
        <SeparateSheet
          open
          customer={customer}
          chosen={ticked.filter((record) => known.includes(record))}
          onClose={close}
        />
      ) : null}
      {open === "join" ? (
        <JoinSheet open customer={customer} onClose={close} beside={join} />
      ) : null}
    </div>
  )
}

const marks = ["corrected", "doubtful", "impossible", "denied"] as const

function Legend() {
  const text = useText()
  const touch = useTouch()
  return (
    <div className="summary legend-line" role="group" aria-label={text("web.evidence.legend")}>
      <span>
        <CheckOutlined className="chosen-sign" /> {text("web.evidence.chosen")}
      </span>
      {marks.map((mark) => (
        <VerdictMark key={mark} is={mark} />
      ))}
      {touch ? null : <span className="quiet">{text("web.evidence.empty")}</span>}
    </div>
  )
}
