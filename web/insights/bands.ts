import type { TextKey } from "#text"
import type { Formats } from "../format.ts"
import type { useText } from "../shown.tsx"
import {
  bandOf,
  scores,
  type Band,
  type Measure,
  type RfmAnswer,
  type Score,
} from "./rfm-picture.ts"

export type Say = ReturnType<typeof useText>

/** Score 5 is the first fifth of days: the fewer the better. */
export function recencyBand({ edges }: RfmAnswer, r: Score): Band | undefined {
  const fifth = scores.find((one) => one === 6 - r) ?? 1
  return bandOf(edges.R, fifth)
}

export function frequencyBand({ edges }: RfmAnswer, f: Score): Band | undefined {
  return bandOf(edges.F, f)
}

/** The values of a score as its axis says them. */
export function bandText(text: Say, axis: "recency" | "frequency", band: Band | undefined): string {
  if (band === undefined) return text("web.insights.nobody")
  const key: TextKey = `web.insights.${axis}-${shapeOf(band)}`
  return text(key, { from: band.from, to: band.to })
}

function shapeOf({ from, to }: Band): "upto" | "over" | "exactly" | "between" {
  if (from === undefined) return "upto"
  if (to === undefined) return "over"
  return from === to ? "exactly" : "between"
}

/** The same where there is little room; the axis names the unit. */
export function shortBand(band: Band | undefined): string {
  if (band === undefined) return "–"
  const { from, to } = band
  if (from === undefined) return `≤${to ?? ""}`
  if (to === undefined) return `≥${from}`
  return from === to ? String(from) : `${from}–${to}`
}

/** What a measure's number looks like in a cell. */
export function measureText(
  formats: Formats,
  measure: Measure,
  currency: string,
): (value: number | undefined) => string {
  return (value) => {
    if (value === undefined) return "–"
    if (measure === "customers") return formats.count(value)
    if (measure === "each") return formats.amount({ minor: value, currency })
    const { value: shown, scale } = formats.figure(value / 100)
    return scale === "" ? formats.amount({ minor: value, currency }) : `${shown}${scale}`
  }
}
