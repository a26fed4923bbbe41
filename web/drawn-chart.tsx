import { BarChart, HeatmapChart } from "echarts/charts"
import {
  AriaComponent,
  GridComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components"
import {
  init,
  registerTheme,
  use as register,
  type ECharts,
  type EChartsCoreOption,
} from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import { useEffect, useRef } from "react"
import { useShown } from "./shown.tsx"
import { chartTheme } from "./tokens.ts"

register([
  BarChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  VisualMapComponent,
  AriaComponent,
  CanvasRenderer,
])
registerTheme("zhike-light", chartTheme("light"))
registerTheme("zhike-dark", chartTheme("dark"))

interface DrawnChartProps {
  readonly option: EChartsCoreOption
  readonly height: number
  /** The picture in a sentence: what is read out in its place. */
  readonly says: string
  readonly onPick?: (dataIndex: number) => void
  /** Takes the chart once it stands, e.g. to save it as a picture. */
  readonly onDrawn?: (chart: ECharts) => void
}

/** A chart with an accessible sentence. Made anew when the mode changes: a theme is fixed at birth. */
export default function DrawnChart({ option, height, says, onPick, onDrawn }: DrawnChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { mode } = useShown()
  useEffect(() => {
    if (box.current === null) return undefined
    const chart = init(box.current, `zhike-${mode}`)
    chart.setOption({ aria: { enabled: true, label: { description: says } }, ...option })
    if (onPick !== undefined) chart.on("click", (event) => onPick(event.dataIndex ?? 0))
    onDrawn?.(chart)
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [mode, option, says, onPick, onDrawn])
  return <div ref={box} role="img" aria-label={says} style={{ height }} />
}
