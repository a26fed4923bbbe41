import type { api } from "../client.ts"
import { Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"

interface TodayProps {
  readonly status: Awaited<ReturnType<typeof api.system.status>>
}

/** What changed in the last 24 hours. */
export function Today({ status: { today } }: TodayProps) {
  const text = useText()
  const formats = useFormats()
  const changes = [
    ["new", today.newCustomers],
    ["changed", today.changedCustomers],
    ["events", today.events],
  ] as const
  return (
    <Sheet title={text("web.home.today")}>
      {changes.every(([, count]) => count === 0) ? (
        <p className="quiet">{text("web.home.today-nothing")}</p>
      ) : (
        <ul className="rows">
          {changes.map(([what, count]) => (
            <li key={what} className="change">
              <span>{text(`web.home.today-${what}`)}</span>
              <b>{formats.count(count)}</b>
              <span className="why">{text(`web.home.today-${what}-how`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
