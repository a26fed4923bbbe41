import { HistoryOutlined } from "@ant-design/icons"
import type { ReactNode } from "react"
import { useFormats, useText } from "./shown.tsx"

interface ThenNoteProps {
  readonly asOf: string
  /** The ways out of it. */
  readonly children: ReactNode
}

/** Says that what is shown is not of now. */
export function ThenNote({ asOf, children }: ThenNoteProps) {
  const text = useText()
  const formats = useFormats()
  const time = asOf.includes("T") ? formats.exactly(asOf) : formats.date(asOf)
  return (
    <p className="advice as-it-was" role="status">
      <HistoryOutlined /> {text("web.history.as-it-was", { time })} {children}
    </p>
  )
}
