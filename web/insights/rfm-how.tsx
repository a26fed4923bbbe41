import { PopUp } from "../pop-up.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { RfmAnswer } from "./rfm-picture.ts"

interface RfmHowProps {
  readonly answer: RfmAnswer
  readonly open: boolean
  readonly onClose: () => void
}

/** How it was computed: what is measured, where the fifths are cut, what ties do. */
export function RfmHow({ answer, open, onClose }: RfmHowProps) {
  const text = useText()
  const formats = useFormats()
  const { edges, mean, run } = answer
  const money = (major: number) =>
    formats.money({ minor: Math.round(major * 100), currency: answer.currency }, "exact")
  const rows = [
    ["R", edges.R.map(formats.count), text("web.insights.days", { days: formats.count(mean.R) })],
    ["F", edges.F.map(formats.count), mean.F.toFixed(2)],
    ["M", edges.M.map(money), money(mean.M)],
  ] as const
  return (
    <PopUp title={text("web.insights.how")} open={open} onClose={onClose}>
      <div className="how">
        <p>{text("web.insights.how-what", { date: formats.date(run.asOf) })}</p>
        <p>{text("web.insights.how-fifths", { count: answer.n })}</p>
        <p>{text("web.insights.tie-rule")}</p>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{text("web.insights.how-edges")}</th>
              <th scope="col">{text("web.insights.how-mean")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, cuts, average]) => (
              <tr key={name}>
                <th scope="row">{text(`web.insights.how-${name}`)}</th>
                <td>{cuts.join(" | ")}</td>
                <td>{average}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="quiet">
          {text("web.insights.how-run", {
            run: run.run,
            definition: run.definition,
            time: run.finished === null ? "–" : formats.exactly(run.finished),
          })}
        </p>
      </div>
    </PopUp>
  )
}
