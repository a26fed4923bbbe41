import type { ECharts } from "echarts/core"
import { useCallback, useMemo } from "react"
import { Chart } from "../parts.tsx"
import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import { bandText, frequencyBand, recencyBand } from "./bands.ts"
import { heatOption } from "./heat-option.ts"
import { gridOf, regionsOf, type Cell, type Measure, type RfmAnswer } from "./rfm-picture.ts"

interface RfmHeatProps {
  readonly answer: RfmAnswer
  readonly measure: Measure
  readonly chosen: string | undefined
  readonly onChoose: (segment: string) => void
  readonly onCell: (cell: Cell) => void
  readonly onDrawn: (chart: ECharts) => void
}

/** Recency × frequency: how many, or how much money, in each of twenty-five cells. */
export function RfmHeat({ answer, measure, chosen, onChoose, onCell, onDrawn }: RfmHeatProps) {
  const text = useText()
  const touch = useTouch()
  const formats = useFormats()
  const grid = useMemo(() => gridOf(answer), [answer])
  const { mode, language } = useShown()
  const option = useMemo(
    () => heatOption({ answer, measure, chosen, mode, language, touch, text, formats }),
    [answer, measure, chosen, mode, language, touch, text, formats],
  )
  const pick = useCallback(
    (at: number) => {
      const cell = grid[at]
      if (cell !== undefined && cell.customers > 0) onCell(cell)
    },
    [grid, onCell],
  )
  const fullest = grid.toSorted((a, b) => b.customers - a.customers)[0]
  return (
    <div className="heat">
      <Chart
        option={option}
        height={touch ? 380 : 600}
        says={text("web.insights.picture-says", {
          count: formats.count(fullest?.customers ?? 0),
          recency: bandText(text, "recency", recencyBand(answer, fullest?.r ?? 5)),
          frequency: bandText(text, "frequency", frequencyBand(answer, fullest?.f ?? 1)),
        })}
        onPick={pick}
        onDrawn={onDrawn}
      />
      <Regions answer={answer} chosen={chosen} onChoose={onChoose} />
    </div>
  )
}

interface RegionsProps {
  readonly answer: RfmAnswer
  readonly chosen: string | undefined
  readonly onChoose: (segment: string) => void
}

/** Names and outlines lie over the chart as HTML: sharp, focusable, clickable. */
function Regions({ answer, chosen, onChoose }: RegionsProps) {
  const { language } = useShown()
  const regions = useMemo(() => regionsOf(answer), [answer])
  return (
    <div className="regions">
      {regions.map(({ segment, r: [r0, r1], f: [f0, f1] }) => (
        <button
          type="button"
          key={segment}
          aria-pressed={segment === chosen}
          onClick={() => onChoose(segment)}
          style={{
            left: `${(r0 - 1) * 20}%`,
            width: `${(r1 - r0 + 1) * 20}%`,
            bottom: `${(f0 - 1) * 20}%`,
            height: `${(f1 - f0 + 1) * 20}%`,
          }}
        >
          <span>{segmentName(language, segment)}</span>
        </button>
      ))}
    </div>
  )
}
