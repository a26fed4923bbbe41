import { Link } from "@tanstack/react-router"
import { useText } from "../shown.tsx"
import { ThenNote } from "../then-note.tsx"

interface AsItWasProps {
  readonly customer: string
  readonly asOf: string
}

/** Says that this is not now, and leads back. */
export function AsItWas({ customer, asOf }: AsItWasProps) {
  const text = useText()
  return (
    <ThenNote asOf={asOf}>
      <Link to="/customers/$customer" params={{ customer }} search={{ tab: "history" }}>
        {text("web.history.to-history")}
      </Link>{" "}
      <Link to="/customers/$customer" params={{ customer }} search={{}}>
        {text("web.history.to-now")}
      </Link>
    </ThenNote>
  )
}
