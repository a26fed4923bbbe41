import { HistoryOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { useFormats, useText } from "../shown.tsx"

/** Says that the list is not of now, and leads back to the same question now. */
export function ListAsItWas({ asOf }: { readonly asOf: string }) {
  const text = useText()
  const formats = useFormats()
  const time = asOf.includes("T") ? formats.exactly(asOf) : formats.date(asOf)
  return (
    <p className="advice as-it-was" role="status">
      <HistoryOutlined /> {text("web.history.as-it-was", { time })}{" "}
      <Link
        to="/customers"
        search={({ q, sort }) => ({
          ...(q === undefined ? {} : { q }),
          ...(sort === undefined ? {} : { sort }),
        })}
        state={(old) => old}
      >
        {text("web.history.to-now")}
      </Link>
    </p>
  )
}
