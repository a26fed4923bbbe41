import type { ECharts } from "echarts/core"
import { useCallback, useMemo, useRef, useState } from "react"
import { categorical } from "../palette.ts"
import { Chart, Meter, Sheet } from "../parts.tsx"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import { aspectName } from "./aspect-name.ts"
import { AsOf, ChartTools } from "./chart-tools.tsx"
import { isOnGrid, type CountBy } from "./use-composition.ts"
import { restOf, type CompositionAnswer, type Group } from "./composition-picture.ts"
import { pyramidOption, rankingOption } from "./count-option.ts"
import { CountTable, type CountLine } from "./count-table.tsx"
import { ProvinceGrid } from "./province-grid.tsx"

interface CompositionSheetProps {
  readonly by: CountBy
  readonly answer: CompositionAnswer
  readonly nameOf: (group: Group) => string
  readonly onOpen: (question: unknown) => void
  readonly isAsking: boolean
  readonly onAsOf: (day: string) => void
}

/** The picture of a count or its table; under either those of whom it is not known. */
export function CompositionSheet(props: CompositionSheetProps) {
  const { by, answer, nameOf, onOpen, isAsking, onAsOf } = props
  const { language } = useShown()
  const [asTable, setAsTable] = useState(false)
  const chart = useRef<ECharts>(null)
  const table = useCountTable(by, answer, nameOf)
  const title = aspectName(language, by)
  const keepChart = useCallback((drawn: ECharts) => {
    chart.current = drawn
  }, [])
  return (
    <Sheet
      title={title}
      extra={
        <>
          <AsOf day={answer.asOf} isRunning={isAsking} onChange={onAsOf} />
          <ChartTools
            name={`${by}-${answer.asOf}`}
            rows={table.saved}
            asTable={asTable}
            onTurn={() => setAsTable(!asTable)}
            {...(isOnGrid(answer) ? {} : { chart })}
          />
        </>
      }
    >
      {asTable ? (
        <CountTable label={title} heads={table.heads} lines={table.lines} onOpen={onOpen} />
      ) : (
        <Picture answer={answer} nameOf={nameOf} onOpen={onOpen} onDrawn={keepChart} />
      )}
      <Rest answer={answer} onOpen={onOpen} />
      <Note by={by} />
    </Sheet>
  )
}

type PictureProps = Pick<CompositionSheetProps, "answer" | "nameOf" | "onOpen"> & {
  readonly onDrawn: (chart: ECharts) => void
}

function Picture({ answer, nameOf, onOpen, onDrawn }: PictureProps) {
  const text = useText()
  const { groups } = answer
  if (groups.length === 0) return <p className="quiet">{text("web.composition.none-known")}</p>
  if (isOnGrid(answer)) return <ProvinceGrid groups={groups} onOpen={onOpen} />
  return <Bars answer={answer} nameOf={nameOf} onOpen={onOpen} onDrawn={onDrawn} />
}

const rowHeight = 28

function Bars({ answer, nameOf, onOpen, onDrawn }: PictureProps) {
  const text = useText()
  const touch = useTouch()
  const formats = useFormats()
  const { mode } = useShown()
  const { by, groups } = answer
  const shown = useMemo(
    () => (by === "age" ? groups : groups.slice(0, touch ? 12 : 20)),
    [by, groups, touch],
  )
  const bars = useMemo(
    () => shown.map((group) => ({ ...group, name: nameOf(group) })),
    [shown, nameOf],
  )
  const option = useMemo(
    () => (by === "age" ? pyramidOption : rankingOption)(bars, { mode, touch, text, formats }),
    [by, bars, mode, touch, text, formats],
  )
  const pick = useCallback((at: number) => onOpen(shown[at]?.question), [shown, onOpen])
  const [first] = bars.toSorted((a, b) => b.customers - a.customers)
  return (
    <>
      {by === "age" ? <SexLegend /> : null}
      <Chart
        option={option}
        height={by === "age" ? 80 + shown.length * 22 : 16 + shown.length * rowHeight}
        says={text("web.composition.says", {
          name: first?.name ?? "",
          count: first?.customers ?? 0,
        })}
        onPick={pick}
        onDrawn={onDrawn}
      />
      {shown.length < groups.length ? (
        <p className="quiet">
          {text("web.composition.more", { shown: shown.length, count: groups.length })}
        </p>
      ) : null}
    </>
  )
}

function SexLegend() {
  const text = useText()
  const { mode } = useShown()
  const [male, female] = categorical[mode]
  return (
    <p className="legend sexes">
      <i style={{ background: male }} />
      {text("choice.sex.male")}
      <i style={{ background: female }} />
      {text("choice.sex.female")}
      <i className="unsaid" />
      {text("web.composition.sex-unknown")}
    </p>
  )
}

type RestProps = Pick<CompositionSheetProps, "answer" | "onOpen">

/** Who is in no group; the unknown always stands here, 0 too. */
function Rest({ answer, onOpen }: RestProps) {
  const text = useText()
  const formats = useFormats()
  return (
    <ul className="rows rest">
      {restOf(answer).map((place) => {
        const { customers = 0, question } = answer[place] ?? {}
        const share = customers / Math.max(1, answer.customers)
        return (
          <li key={place}>
            <button type="button" disabled={customers === 0} onClick={() => onOpen(question)}>
              <span>{text(`composition.${place}`)}</span>
              {customers === 0 ? <i /> : <Meter share={share} label={formats.percent(share)} />}
              <b>{formats.count(customers)}</b>
              <small>{formats.percent(share)}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Note({ by }: { readonly by: CountBy }) {
  const text = useText()
  return (
    <p className="quiet">
      {text("web.composition.as-of-means")}
      {by === "age" ? text("web.composition.age-means") : null}
      {by === "source" ? text("web.composition.source-means") : null}
    </p>
  )
}

interface CountTableOf {
  readonly heads: readonly string[]
  readonly lines: readonly CountLine[]
  readonly saved: () => readonly (readonly (string | number)[])[]
}

/** All groups and the rest as a table, for the page and for a file. */
function useCountTable(
  by: CountBy,
  answer: CompositionAnswer,
  nameOf: (group: Group) => string,
): CountTableOf {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const isAge = answer.by === "age"
  const sexes = ["choice.sex.male", "choice.sex.female", "web.composition.sex-unknown"] as const
  const heads = [
    isAge ? text("composition.age") : aspectName(language, by),
    text("web.insights.col-customers"),
    text("web.composition.share"),
    ...(isAge ? sexes.map((key) => text(key)) : []),
  ]
  const share = (n: number) => n / Math.max(1, answer.customers)
  const all = [
    ...answer.groups.map((group) => ({ ...group, name: nameOf(group) })),
    ...restOf(answer).flatMap((place) => {
      const found = answer[place]
      if (found === null) return []
      return [{ ...found, value: place, name: text(`composition.${place}`), bySex: null }]
    }),
  ]
  const numbers = all.map(({ customers, bySex }) =>
    bySex === null ? [customers] : [customers, bySex.male, bySex.female, bySex.unknown],
  )
  return {
    heads,
    lines: all.map(({ value, name, customers, question }, at) => {
      const [, ...own] = numbers[at] ?? []
      const blank = isAge && own.length === 0 ? ["–", "–", "–"] : own.map(formats.count)
      const figures = [formats.count(customers), formats.percent(share(customers)), ...blank]
      return { key: value, name, figures, question }
    }),
    saved: () => [
      heads,
      ...all.map(({ name, customers }, at) => {
        const [, ...own] = numbers[at] ?? []
        return [name, customers, formats.percent(share(customers)), ...own]
      }),
    ],
  }
}
