import { Answered } from "../answered.tsx"
import { Meter, Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import { useComposition } from "./use-composition.ts"

interface RankingSheetProps {
  readonly by: "city"
  readonly asOf: string | undefined
  readonly onOpen: (question: unknown) => void
}

const shown = 12

/** The cities with most customers, beside the provinces. */
export function RankingSheet({ by, asOf, onOpen }: RankingSheetProps) {
  const text = useText()
  const formats = useFormats()
  const query = useComposition(by, asOf)
  return (
    <Sheet className="panel" title={text("web.composition.cities")}>
      <Answered query={query} rows={shown}>
        {({ groups, customers, unknown }) => (
          <ul className="rows rest">
            {[
              ...groups.slice(0, shown).map((group) => ({ ...group, name: group.value })),
              { ...unknown, name: text("composition.unknown") },
            ].map(({ name, customers: own, question }) => (
              <li key={name}>
                <button type="button" disabled={own === 0} onClick={() => onOpen(question)}>
                  <span>{name}</span>
                  <Meter
                    share={own / Math.max(1, customers)}
                    label={formats.percent(own / Math.max(1, customers))}
                  />
                  <b>{formats.count(own)}</b>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}
