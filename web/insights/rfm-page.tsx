import { Frame } from "../frame.tsx"
import { useText } from "../shown.tsx"

export function RfmPage() {
  const text = useText()
  return (
    <Frame room="insights" title={text("web.room.insights")}>
      <div className="page" />
    </Frame>
  )
}
