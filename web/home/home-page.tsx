import { Frame } from "../frame.tsx"
import { useText } from "../shown.tsx"

export function HomePage() {
  const text = useText()
  return (
    <Frame room="home" title={text("web.room.home")}>
      <div className="page" />
    </Frame>
  )
}
