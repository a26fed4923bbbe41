import type { useText } from "../shown.tsx"
import { bandText, frequencyBand, recencyBand } from "./bands.ts"
import { gridOf, type RfmAnswer } from "./rfm-picture.ts"

interface Words {
  readonly text: ReturnType<typeof useText>
  readonly segment: (segment: string) => string
}

/** The twenty-five cells as rows of a table, with their heads. */
export function tableOf(
  answer: RfmAnswer,
  { text, segment }: Words,
): readonly (readonly (string | number)[])[] {
  const head = [
    text("web.insights.col-segment"),
    "R",
    "F",
    text("web.insights.recency-axis"),
    text("web.insights.frequency-axis"),
    text("web.insights.col-customers"),
    text("web.insights.col-money", { currency: answer.currency }),
  ]
  const rows = gridOf(answer)
    .filter(({ customers }) => customers > 0)
    .map((cell) => [
      cell.segment === undefined ? "" : segment(cell.segment),
      cell.r,
      cell.f,
      bandText(text, "recency", recencyBand(answer, cell.r)),
      bandText(text, "frequency", frequencyBand(answer, cell.f)),
      cell.customers,
      cell.minor / 100,
    ])
  return [head, ...rows]
}
