import { CloseOutlined, ExportOutlined } from "@ant-design/icons"
import { Button } from "antd"
import type { ReactNode } from "react"
import { useKeys } from "../keys.ts"
import { Keycap } from "../parts.tsx"
import { useFormats, useText, useTouch } from "../shown.tsx"
import { countOf } from "./selection.ts"
import type { Choosing } from "./use-selection.ts"

interface BulkBarProps {
  readonly choosing: Choosing
  /** How many the list has. */
  readonly count: number | undefined
  readonly onExport: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** How many are chosen, and what one does with them. */
export function BulkBar({ choosing, count, onExport, onClose, children }: BulkBarProps) {
  const text = useText()
  const formats = useFormats()
  const touch = useTouch()
  const { selection } = choosing
  const chosen = countOf(selection, count)
  useKeys({ e: onExport })
  return (
    <div className="verdict-bar bulk-bar" role="region" aria-label={text("web.select.bar")}>
      <b role="status">
        {chosen === undefined
          ? text("web.customers.counting")
          : text("web.select.count", { count: chosen, shown: formats.count(chosen) })}
      </b>
      {selection.all || count === undefined ? null : (
        <Button type="link" onClick={choosing.all}>
          {text("web.select.all", { count, shown: formats.count(count) })}
        </Button>
      )}
      <i />
      {children}
      <Button type="text" icon={<ExportOutlined />} disabled={chosen === 0} onClick={onExport}>
        {text("web.export.export")} {touch ? null : <Keycap>e</Keycap>}
      </Button>
      <i />
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={touch ? text("web.select.clear") : undefined}
        onClick={onClose}
      >
        {touch ? null : (
          <>
            {text("web.select.clear")} <Keycap>Esc</Keycap>
          </>
        )}
      </Button>
    </div>
  )
}
