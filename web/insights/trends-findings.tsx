import { useQuery } from "@tanstack/react-query"
import { Segmented } from "antd"
import type { ECharts } from "echarts/core"
import { useCallback, useMemo, useRef, useState } from "react"
import { Question } from "#contract"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { Chart, Sheet } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import { ChartTools } from "./chart-tools.tsx"
import { fullestOf, type TrendsAnswer } from "./composition-picture.ts"
import { trendsOption } from "./count-option.ts"
import { CountTable } from "./count-table.tsx"

const beginnings = ["arrival", "first-order"] as const
const steps = ["month", "week"] as const

/** When customers came: first heard of, or first ordered; a month or a week each. */
export function TrendsFindings() {
  const text = useText()
  const [beginning, begin] = useState<(typeof beginnings)[number]>("arrival")
  const [step, setStep] = useState<(typeof steps)[number]>("month")
  const query = useQuery({
    queryKey: ["trends", beginning, step],
    queryFn: ({ signal }) => api.analysis.trends({ beginning, step }, { signal }),
    placeholderData: (before) => before,
  })
  return (
    <Answered query={query} rows={14}>
      {(answer) => (
        <>
          <FindingLine answer={answer} />
          <TrendsSheet answer={answer}>
            <Segmented
              size="small"
              aria-label={text("web.composition.beginning")}
              value={beginning}
              onChange={begin}
              options={beginnings.map((value) => ({
                value,
                label: text(`web.composition.${value}`),
              }))}
            />
            <Segmented
              size="small"
              aria-label={text("web.composition.step")}
              value={step}
              onChange={setStep}
              options={steps.map((value) => ({ value, label: text(`web.composition.${value}`) }))}
            />
          </TrendsSheet>
        </>
      )}
    </Answered>
  )
}

function usePeriodName(step: TrendsAnswer["step"]): (from: string) => string {
  const text = useText()
  const formats = useFormats()
  return useCallback(
    (from) =>
      step === "month"
        ? formats.date(from.slice(0, 7))
        : text("web.composition.week-of", { date: formats.date(from) }),
    [step, text, formats],
  )
}

function FindingLine({ answer }: { readonly answer: TrendsAnswer }) {
  const text = useText()
  const nameOf = usePeriodName(answer.step)
  const fullest = fullestOf(answer)
  return (
    <p className="lead">
      {fullest === undefined
        ? text("web.composition.nobody-new")
        : text(`web.composition.fullest-${answer.beginning}`, {
            period: nameOf(fullest.from),
            count: fullest.customers,
          })}
      <small>{text("web.composition.trends-basis", { count: answer.customers })}</small>
    </p>
  )
}

interface TrendsSheetProps {
  readonly answer: TrendsAnswer
  readonly children: React.ReactNode
}

function TrendsSheet({ answer, children }: TrendsSheetProps) {
  const text = useText()
  const formats = useFormats()
  const [asTable, setAsTable] = useState(false)
  const chart = useRef<ECharts>(null)
  const { open } = useOpenQuestion()
  const onOpen = useCallback((question: unknown) => open(Question.parse(question)), [open])
  const nameOf = usePeriodName(answer.step)
  const heads = [text("web.composition.period"), text("web.insights.col-customers")]
  const never = text(`web.composition.never-${answer.beginning}`)
  const lines = [
    ...answer.periods.map((period) => ({ ...period, key: period.from, name: nameOf(period.from) })),
    { ...answer.never, key: "never", name: never },
  ]
  return (
    <Sheet
      title={text("composition.new")}
      extra={
        <>
          {children}
          <ChartTools
            name={`new-${answer.beginning}-${answer.step}`}
            rows={() => [heads, ...lines.map(({ name, customers }) => [name, customers])]}
            asTable={asTable}
            onTurn={() => setAsTable(!asTable)}
            chart={chart}
          />
        </>
      }
    >
      {asTable ? (
        <CountTable
          label={text("composition.new")}
          heads={heads}
          lines={lines.map((line) => ({ ...line, figures: [formats.count(line.customers)] }))}
          onOpen={onOpen}
        />
      ) : (
        <Columns answer={answer} onOpen={onOpen} chart={chart} />
      )}
      <p className="quiet">
        {text(`web.composition.${answer.beginning}-means`)}{" "}
        {answer.never.customers === 0 ? null : (
          <button type="button" className="as-link" onClick={() => onOpen(answer.never.question)}>
            {text("web.composition.never-count", { name: never, count: answer.never.customers })}
          </button>
        )}
      </p>
    </Sheet>
  )
}

interface ColumnsProps {
  readonly answer: TrendsAnswer
  readonly onOpen: (question: unknown) => void
  readonly chart: React.RefObject<ECharts | null>
}

function Columns({ answer, onOpen, chart }: ColumnsProps) {
  const text = useText()
  const touch = useTouch()
  const formats = useFormats()
  const { mode } = useShown()
  const nameOf = usePeriodName(answer.step)
  const option = useMemo(
    () => trendsOption(answer, nameOf, { mode, touch, text, formats }),
    [answer, nameOf, mode, touch, text, formats],
  )
  const pick = useCallback(
    (at: number) => {
      const period = answer.periods[at]
      if (period !== undefined && period.customers > 0) onOpen(period.question)
    },
    [answer, onOpen],
  )
  const keepChart = useCallback(
    (drawn: ECharts) => {
      chart.current = drawn
    },
    [chart],
  )
  const fullest = fullestOf(answer)
  return (
    <Chart
      option={option}
      height={touch ? 280 : 400}
      says={text("web.composition.says", {
        name: fullest === undefined ? "" : nameOf(fullest.from),
        count: fullest?.customers ?? 0,
      })}
      onPick={pick}
      onDrawn={keepChart}
    />
  )
}
