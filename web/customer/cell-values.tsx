import { CheckOutlined, PushpinFilled } from "@ant-design/icons"
import type { ReactNode } from "react"
import { useFields } from "../asking.ts"
import { VerdictMark } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import type { Cell } from "./asking-customer.ts"
import { reasonsText } from "./reasons-text.ts"

interface CellValuesProps {
  readonly field: string
  readonly cells: readonly Cell[]
  /** Reasons in words instead of a mark that has to be pointed at. */
  readonly words?: boolean
  /** What can be done with a value. */
  readonly deeds?: (cell: Cell, at: number) => ReactNode
}

/** What one record says of a field: the chosen value marked, each with what cleansing found. */
export function CellValues({ field, cells, words = false, deeds }: CellValuesProps) {
  const text = useText()
  if (cells.length === 0)
    return (
      <span className="none" role="img" aria-label={text("web.evidence.nothing")}>
        ·
      </span>
    )
  return cells.map((cell, at) => (
    <span key={`${String(cell.value)}${at}`} className="cell-value">
      <CellValue field={field} cell={cell} words={words} />
      {deeds?.(cell, at)}
    </span>
  ))
}

interface CellValueProps {
  readonly field: string
  readonly cell: Cell
  readonly words: boolean
}

function CellValue({ field, cell, words }: CellValueProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const kind = useFields().data?.find(({ id }) => id === field)?.kind ?? "text"
  const { won, value, written, verdict, reasons } = cell
  const shown =
    value === null ? (written ?? "–") : valueText({ language, formats }, { id: field, kind }, value)
  const found = reasonsText(language, reasons)
  const note = [
    found,
    ...(written === null || written === shown || written === value
      ? []
      : [text("web.evidence.written", { written })]),
  ]
    .filter((part) => part !== "")
    .join(text("web.evidence.and"))
  const isOut = verdict === "denied" || value === null
  return (
    <span className="evidence">
      {won ? (
        <CheckOutlined
          className="chosen-sign"
          role="img"
          aria-label={text("web.evidence.chosen")}
        />
      ) : null}
      <span title={verdict === "ok" ? undefined : note}>{isOut ? <del>{shown}</del> : shown}</span>
      {cell.pinned ? (
        <PushpinFilled
          role="img"
          className="chosen-sign"
          aria-label={text("web.hand.is-pinned")}
          title={text("web.hand.is-pinned")}
        />
      ) : null}
      <VerdictMark
        is={verdict}
        bare={!words || verdict === "ok"}
        {...(note === "" ? {} : { note })}
      />
    </span>
  )
}
