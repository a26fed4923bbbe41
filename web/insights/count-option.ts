import type { Formats } from "../format.ts"
import { categorical, palette, type Mode } from "../palette.ts"
import type { useText } from "../shown.tsx"
import type { Group, TrendsAnswer } from "./composition-picture.ts"

/** All that a picture of counts depends on besides the counts. */
export interface CountDrawing {
  readonly mode: Mode
  readonly touch: boolean
  readonly text: ReturnType<typeof useText>
  readonly formats: Formats
}

interface Bar {
  readonly name: string
  readonly customers: number
}

/** A bar each, the longest on top. */
export function rankingOption(bars: readonly Bar[], { touch, text, formats }: CountDrawing) {
  return {
    grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { width: touch ? 96 : 180, overflow: "truncate", interval: 0 },
    },
    tooltip: {
      formatter: ({ dataIndex }: Hovered) => tip(bars[dataIndex], text),
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 18,
        cursor: "pointer",
        label: { show: true, position: "right", formatter: valueOf(formats) },
        data: bars.map(({ customers }) => customers),
      },
    ],
  }
}

interface Hovered {
  readonly dataIndex: number
}

function valueOf(formats: Formats) {
  return ({ value }: { readonly value: number }) => formats.count(Math.abs(value))
}

/** Names come from files: whatever could be a tag is not. */
function tip(bar: Bar | undefined, text: CountDrawing["text"]): string {
  if (bar === undefined) return ""
  const name = bar.name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
  return `<b>${name}</b><br>${text("web.unit.customers", { count: bar.customers })}`
}

interface Band extends Bar {
  readonly bySex: Group["bySex"]
}

type Sex = "male" | "female" | "unknown"

/**
 * Ages from the bottom up: men to the left, women to the right on one scale; those whose sex is not
 * known stand beside them on the same scale, never divided by guess.
 */
export function pyramidOption(bands: readonly Band[], drawing: CountDrawing) {
  const { text, touch, mode } = drawing
  const of = (sex: Sex) => bands.map(({ bySex }) => bySex?.[sex] ?? 0)
  const counts = { male: of("male"), female: of("female"), unknown: of("unknown") }
  const top = Math.max(1, ...counts.male, ...counts.female, ...counts.unknown)
  const has = {
    sexes: [...counts.male, ...counts.female].some((n) => n > 0),
    unknown: counts.unknown.some((n) => n > 0),
  }
  const [male, female] = categorical[mode]
  return {
    grid: gridsOf(has, touch),
    xAxis: [
      { ...scale(drawing, { min: -top, max: top }), gridIndex: 0, show: has.sexes },
      { ...scale(drawing, { min: 0, max: top }), gridIndex: 1, show: has.unknown },
    ],
    yAxis: [has.sexes, !has.sexes].map((show, gridIndex) => ({
      type: "category",
      gridIndex,
      show,
      position: "left",
      data: bands.map(({ name }) => name),
      axisLine: { show: false },
      axisLabel: { interval: 0, fontSize: touch ? 11 : 12 },
    })),
    tooltip: { formatter: ({ dataIndex }: Hovered) => ageTip(bands[dataIndex], text) },
    series: [
      { ...side(0, male), data: counts.male.map((n) => -n) },
      { ...side(0, female), data: counts.female },
      { ...side(1, palette[mode].edge), data: counts.unknown },
    ],
  }
}

interface Sides {
  readonly sexes: boolean
  readonly unknown: boolean
}

/** Men and women share two thirds of the width; where one side has nobody the other takes it all. */
function gridsOf({ sexes, unknown }: Sides, touch: boolean) {
  const names = touch ? 62 : 76
  const frame = { left: names, right: 16, top: 8, bottom: 24 }
  return [unknown ? { ...frame, right: "36%" } : frame, sexes ? { ...frame, left: "68%" } : frame]
}

function scale({ formats }: CountDrawing, ends: { readonly min: number; readonly max: number }) {
  return {
    ...ends,
    type: "value",
    splitNumber: 2,
    axisLabel: {
      formatter: (n: number) => formats.count(Math.abs(n)),
      hideOverlap: true,
      showMinLabel: true,
    },
  }
}

function side(grid: 0 | 1, color: string | undefined) {
  return {
    type: "bar",
    stack: `side-${grid}`,
    xAxisIndex: grid,
    yAxisIndex: grid,
    barCategoryGap: "18%",
    itemStyle: { color },
    cursor: "pointer",
  }
}

function ageTip(band: Band | undefined, text: CountDrawing["text"]): string {
  if (band === undefined) return ""
  const { male = 0, female = 0, unknown = 0 } = band.bySex ?? {}
  return [
    `<b>${band.name}</b> ${text("web.unit.customers", { count: band.customers })}`,
    text("web.composition.tip", { name: text("choice.sex.male"), count: male }),
    text("web.composition.tip", { name: text("choice.sex.female"), count: female }),
    text("web.composition.tip", { name: text("web.composition.sex-unknown"), count: unknown }),
  ].join("<br>")
}

/** A column each month or week. */
export function trendsOption(
  { periods }: Pick<TrendsAnswer, "periods">,
  nameOf: (from: string) => string,
  { text, formats }: CountDrawing,
) {
  const bars = periods.map(({ from, customers }) => ({ name: nameOf(from), customers }))
  return {
    grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: bars.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: { hideOverlap: true },
    },
    yAxis: {
      type: "value",
      name: text("web.insights.unit-customers"),
      minInterval: 1,
      axisLabel: { formatter: (n: number) => formats.count(n) },
    },
    tooltip: {
      formatter: ({ dataIndex }: Hovered) => tip(bars[dataIndex], text),
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 32,
        cursor: "pointer",
        data: bars.map(({ customers }) => customers),
      },
    ],
  }
}
