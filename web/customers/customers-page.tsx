import { Frame } from "../frame.tsx"
import { useText } from "../shown.tsx"

export function CustomersPage() {
  const text = useText()
  return (
    <Frame room="customers" title={text("web.room.customers")}>
      <div className="page" />
    </Frame>
  )
}
