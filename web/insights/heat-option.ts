import type { Language } from "#text"
import { inkOn } from "../contrast.ts"
import type { Formats } from "../format.ts"
import { palette, sequential, type Mode } from "../palette.ts"
import { segmentName } from "../question/words.ts"
import { bandText, frequencyBand, measureText, recencyBand, shortBand, type Say } from "./bands.ts"
import {
  gridOf,
  measured,
  scores,
  stepOf,
  type Band,
  type Cell,
  type Measure,
  type RfmAnswer,
} from "./rfm-picture.ts"

/** All that the picture depends on. */
export interface HeatInput {
  readonly answer: RfmAnswer
  readonly measure: Measure
  readonly chosen: string | undefined
  readonly mode: Mode
  readonly language: Language
  readonly touch: boolean
  readonly text: Say
  readonly formats: Formats
}

/** The square as ECharts draws it. */
export function heatOption(input: HeatInput) {
  const { answer, measure, mode, touch } = input
  const cells = gridOf(answer)
  const top = Math.max(1, ...cells.map((cell) => measured(cell, measure) ?? 0))
  return {
    grid: { left: touch ? 44 : 88, right: 8, top: 8, bottom: touch ? 40 : 52 },
    ...axes(input),
    tooltip: {
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => tip(input, cells[dataIndex]),
    },
    visualMap: {
      show: false,
      min: 0,
      max: top,
      type: "piecewise",
      splitNumber: sequential[mode].length,
      inRange: { color: [...sequential[mode]] },
    },
    series: [
      {
        type: "heatmap",
        itemStyle: { borderColor: palette[mode].sheet, borderWidth: 2 },
        emphasis: {
          itemStyle: { color: "inherit", borderColor: palette[mode].ink, borderWidth: 2 },
        },
        cursor: "pointer",
        data: cells.map((cell) => mark(input, cell, top)),
      },
    ],
  }
}

function axes({ answer, text, touch }: HeatInput) {
  const label = (axis: "recency" | "frequency") => (band: Band | undefined) =>
    touch ? shortBand(band) : bandText(text, axis, band)
  return {
    xAxis: {
      type: "category",
      data: scores.map((r) => recencyBand(answer, r)).map(label("recency")),
      axisLabel: { fontSize: touch ? 10 : 12, interval: 0 },
      name: text(touch ? "web.insights.recency-axis-days" : "web.insights.recency-axis"),
      nameLocation: "middle",
      nameGap: 26,
      axisLine: { show: false },
    },
    yAxis: {
      type: "category",
      data: scores.map((f) => frequencyBand(answer, f)).map(label("frequency")),
      axisLine: { show: false },
    },
  }
}

function mark(
  { answer, measure, chosen, mode, touch, formats }: HeatInput,
  cell: Cell,
  top: number,
) {
  const ramp = sequential[mode]
  const value = measured(cell, measure)
  const { sunken } = palette[mode]
  // Nobody is not few: an empty cell has no colour of the ramp.
  const ground =
    cell.customers === 0 ? sunken : (ramp[stepOf(value ?? 0, top, ramp.length)] ?? sunken)
  const shown = measureText(formats, measure, answer.currency)
  return {
    value: [cell.r - 1, cell.f - 1, value ?? 0],
    itemStyle: { color: ground },
    label: {
      show: true,
      color: inkOn(ground),
      formatter: cell.customers === 0 ? "–" : shown(value),
      fontSize: touch ? 12 : 13,
      fontWeight: chosen !== undefined && cell.segment === chosen ? 600 : 400,
      offset: [0, touch ? 11 : 8],
    },
  }
}

/** Plain tags only: a style attribute is refused by the page's policy. */
function tip({ answer, language, text, formats }: HeatInput, cell: Cell | undefined): string {
  if (cell === undefined) return ""
  const { segment, customers, minor, r, f } = cell
  const recency = bandText(text, "recency", recencyBand(answer, r))
  const frequency = bandText(text, "frequency", frequencyBand(answer, f))
  return [
    `<b>${segment === undefined ? "–" : segmentName(language, segment)}</b>`,
    text("web.unit.customers", { count: customers }),
    formats.money({ minor, currency: answer.currency }),
    text("web.insights.tip", { axis: text("web.insights.recency-axis"), band: recency }),
    text("web.insights.tip", { axis: text("web.insights.frequency-axis"), band: frequency }),
    text("web.insights.tie-rule"),
  ].join("<br>")
}
