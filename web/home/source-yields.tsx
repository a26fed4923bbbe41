import { Answered } from "../answered.tsx"
import { useSources } from "../asking.ts"
import { Meter, Sheet, Trust } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useText } from "../shown.tsx"

const shownAtMost = 6

/** Which sources customers come from, how many behind each, how far each is trusted. */
export function SourceYields() {
  const text = useText()
  const sources = useSources()
  const question = useOpenQuestion()
  return (
    <Sheet
      title={text("web.home.sources")}
      extra={<span className="quiet">{text("web.home.sources-how")}</span>}
    >
      <Answered query={sources} rows={4}>
        {(all) => {
          const most = Math.max(1, ...all.map(({ customers }) => customers))
          return (
            <ul className="rows yields">
              {all
                .toSorted((a, b) => b.customers - a.customers)
                .slice(0, shownAtMost)
                .map(({ id, name, customers, events, trust }) => (
                  <li key={id}>
                    <button
                      type="button"
                      className="as-link"
                      onClick={() => question.open({ is: "from-source", source: id })}
                    >
                      {name}
                    </button>
                    <Meter
                      share={customers / most}
                      label={text("web.unit.customers", { count: customers })}
                    />
                    <b>{text("web.unit.customers", { count: customers })}</b>
                    <small>
                      {events === 0 ? "" : text("web.home.source-events", { count: events })}
                    </small>
                    <Trust of={trust} bare />
                  </li>
                ))}
            </ul>
          )
        }}
      </Answered>
    </Sheet>
  )
}
