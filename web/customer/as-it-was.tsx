import { HistoryOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { useFormats, useText } from "../shown.tsx"

interface AsItWasProps {
  readonly customer: string
  readonly asOf: string
}

/** Says that this is not now, and leads back. */
export function AsItWas({ customer, asOf }: AsItWasProps) {
  const text = useText()
  const formats = useFormats()
  const time = asOf.includes("T") ? formats.exactly(asOf) : formats.date(asOf)
  return (
    <p className="advice as-it-was" role="status">
      <HistoryOutlined /> {text("web.history.as-it-was", { time })}{" "}
      <Link to="/customers/$customer" params={{ customer }} search={{ tab: "history" }}>
        {text("web.history.to-history")}
      </Link>{" "}
      <Link to="/customers/$customer" params={{ customer }} search={{}}>
        {text("web.history.to-now")}
      </Link>
    </p>
  )
}
