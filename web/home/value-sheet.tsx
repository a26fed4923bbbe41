import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { sharesOf } from "../insights/rfm-picture.ts"
import { Meter, Sheet } from "../parts.tsx"
import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"

const shownAtMost = 5

/** The segments that bring most, and the way to the whole picture. */
export function ValueSheet() {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const query = useQuery({
    queryKey: ["rfm"],
    queryFn: ({ signal }) => api.analysis.rfm(undefined, { signal }),
  })
  return (
    <Sheet
      title={text("web.home.value")}
      extra={<Link to="/insights">{text("web.home.value-all")}</Link>}
    >
      <Answered
        query={query}
        rows={5}
        failed={() => <p className="quiet">{text("web.home.value-none")}</p>}
      >
        {(answer) => (
          <ul className="rows yields">
            {sharesOf(answer)
              .slice(0, shownAtMost)
              .map(({ segment, customers, moneyShare }) => (
                <li key={segment}>
                  <span>{segmentName(language, segment)}</span>
                  <Meter
                    share={moneyShare ?? 0}
                    label={text("web.insights.of-money", {
                      share: moneyShare === undefined ? "–" : formats.percent(moneyShare),
                    })}
                  />
                  <b>{moneyShare === undefined ? "–" : formats.percent(moneyShare)}</b>
                  <small>{text("web.unit.customers", { count: customers })}</small>
                </li>
              ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}
