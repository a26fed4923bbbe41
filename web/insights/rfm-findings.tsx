import type { ECharts } from "echarts/core"
import { Button, Segmented } from "antd"
import { useCallback, useRef, useState } from "react"
import type { Question } from "#contract"
import { Sheet } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { AsOf, ChartTools } from "./chart-tools.tsx"
import { measureText } from "./bands.ts"
import { RfmHeat } from "./rfm-heat.tsx"
import { RfmHow } from "./rfm-how.tsx"
import { SegmentList, SegmentPanel } from "./rfm-panel.tsx"
import {
  gridOf,
  measured,
  measures,
  type Cell,
  type Measure,
  type RfmAnswer,
} from "./rfm-picture.ts"
import { RfmTable } from "./rfm-table.tsx"
import { tableOf } from "./rfm-rows.ts"

interface RfmFindingsProps {
  readonly answer: RfmAnswer
  readonly isRunning: boolean
  readonly onAsOf: (day: string) => void
}

/** The picture, its table, and what is known of the segment that is looked at. */
export function RfmFindings({ answer, isRunning, onAsOf }: RfmFindingsProps) {
  const text = useText()
  const { language } = useShown()
  const [measure, setMeasure] = useState<Measure>("customers")
  const [asTable, setAsTable] = useState(false)
  const [chosen, choose] = useState<string>()
  const [how, setHow] = useState(false)
  const chart = useRef<ECharts>(null)
  const question = useOpenQuestion()
  const { open } = question
  const openCell = useCallback((cell: Cell) => open(cellQuestion(cell)), [open])
  const keepChart = useCallback((drawn: ECharts) => {
    chart.current = drawn
  }, [])
  const segment = answer.segments.find((one) => one.segment === chosen)
  return (
    <div className="columns rfm-columns">
      <Sheet
        title={text("web.insights.heading")}
        extra={
          <>
            {asTable ? null : (
              <Segmented
                size="small"
                aria-label={text("web.insights.measure")}
                value={measure}
                onChange={setMeasure}
                options={measures.map((one) => ({
                  value: one,
                  label: text(`web.insights.measure-${one}`),
                }))}
              />
            )}
            <AsOf day={answer.run.asOf} isRunning={isRunning} onChange={onAsOf} />
            <ChartTools
              name={`rfm-${answer.run.asOf}`}
              rows={() => tableOf(answer, { text, segment: (one) => segmentName(language, one) })}
              asTable={asTable}
              onTurn={() => setAsTable(!asTable)}
              chart={chart}
            />
          </>
        }
      >
        {asTable ? (
          <RfmTable answer={answer} onCell={openCell} />
        ) : (
          <RfmHeat
            answer={answer}
            measure={measure}
            chosen={chosen}
            onChoose={(one) => choose(one === chosen ? undefined : one)}
            onCell={openCell}
            onDrawn={keepChart}
          />
        )}
        <Ramp answer={answer} measure={asTable ? undefined : measure} onHow={() => setHow(true)} />
      </Sheet>
      {segment === undefined ? (
        <SegmentList answer={answer} onChoose={choose} />
      ) : (
        <SegmentPanel
          answer={answer}
          segment={segment.segment}
          isOpening={question.isPending}
          onClose={() => choose(undefined)}
          onOpen={() => open(segmentQuestion(segment.segment))}
        />
      )}
      <RfmHow answer={answer} open={how} onClose={() => setHow(false)} />
    </div>
  )
}

function cellQuestion({ r, f }: Cell): Question {
  return { is: "and", of: [scoreIs("r", r), scoreIs("f", f)] }
}

function scoreIs(column: "r" | "f", score: number): Question {
  return { is: "trait", analysis: "rfm", column, values: [String(score)] }
}

function segmentQuestion(segment: string): Question {
  return { is: "trait", analysis: "rfm", column: "segment", values: [segment] }
}

interface RampProps {
  readonly answer: RfmAnswer
  /** None beside the table. */
  readonly measure: Measure | undefined
  readonly onHow: () => void
}

function Ramp({ answer, measure, onHow }: RampProps) {
  const text = useText()
  return (
    <p className="ramp">
      {measure === undefined ? null : <Steps answer={answer} measure={measure} />}
      <span className="grow" />
      <Button type="link" size="small" onClick={onHow}>
        {text("web.insights.how")}
      </Button>
    </p>
  )
}

interface StepsProps {
  readonly answer: RfmAnswer
  readonly measure: Measure
}

function Steps({ answer, measure }: StepsProps) {
  const text = useText()
  const formats = useFormats()
  const shown = measureText(formats, measure, answer.currency)
  const top = Math.max(...gridOf(answer).map((cell) => measured(cell, measure) ?? 0))
  const unit =
    measure === "customers"
      ? text("web.insights.unit-customers")
      : formats.currency(answer.currency)
  return (
    <>
      <span>{text("web.insights.unit", { unit })}</span>
      <span>0</span>
      {[0, 1, 2, 3, 4, 5, 6].map((step) => (
        <i key={step} style={{ background: `var(--seq-${step})` }} />
      ))}
      <span>{shown(top)}</span>
    </>
  )
}
