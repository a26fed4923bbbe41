import { Frame } from "../frame.tsx"
import { useText } from "../shown.tsx"

export function CollectPage() {
  const text = useText()
  return (
    <Frame room="collect" title={text("web.room.collect")}>
      <div className="page" />
    </Frame>
  )
}
