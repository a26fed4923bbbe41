import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { bandText, frequencyBand, recencyBand } from "./bands.ts"
import { gridOf, type Cell, type RfmAnswer } from "./rfm-picture.ts"

interface RfmTableProps {
  readonly answer: RfmAnswer
  readonly onCell: (cell: Cell) => void
}

/** The picture as a table: what reads it aloud reads this. */
export function RfmTable({ answer, onCell }: RfmTableProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const cells = gridOf(answer)
    .filter(({ customers }) => customers > 0)
    .toSorted((a, b) => b.customers - a.customers)
  return (
    <div
      className="plain-table"
      tabIndex={0}
      role="region"
      aria-label={text("web.insights.heading")}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{text("web.insights.col-segment")}</th>
            <th scope="col">{text("web.insights.recency-axis")}</th>
            <th scope="col">{text("web.insights.frequency-axis")}</th>
            <th scope="col" className="end-cell">
              {text("web.insights.col-customers")}
            </th>
            <th scope="col" className="end-cell">
              {text("web.insights.col-money", { currency: formats.currency(answer.currency) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={`${cell.r}${cell.f}`}>
              <td>{cell.segment === undefined ? "–" : segmentName(language, cell.segment)}</td>
              <td>{bandText(text, "recency", recencyBand(answer, cell.r))}</td>
              <td>{bandText(text, "frequency", frequencyBand(answer, cell.f))}</td>
              <td className="end-cell">
                <button type="button" className="as-link" onClick={() => onCell(cell)}>
                  {formats.count(cell.customers)}
                </button>
              </td>
              <td className="end-cell">
                {formats.amount({ minor: cell.minor, currency: answer.currency })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
