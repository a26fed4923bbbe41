import {
  AppstoreOutlined,
  CalendarOutlined,
  DownloadOutlined,
  PictureOutlined,
  TableOutlined,
} from "@ant-design/icons"
import { Button } from "antd"
import type { ECharts } from "echarts/core"
import { useRef } from "react"
import { csvOf, pictureOf, save } from "../download.ts"
import { palette } from "../palette.ts"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"

/** Rows of a table with their heads, as they are saved. */
export type SavedRows = readonly (readonly (string | number)[])[]

interface ChartToolsProps {
  /** Of the files, without ending. */
  readonly name: string
  readonly rows: () => SavedRows
  readonly asTable: boolean
  readonly onTurn: () => void
  /** None where the picture is not one of the chart library. */
  readonly chart?: React.RefObject<ECharts | null>
}

/** What every picture has: the same as a table, as CSV, as PNG. */
export function ChartTools({ name, rows, asTable, onTurn, chart }: ChartToolsProps) {
  const text = useText()
  const touch = useTouch()
  const { mode } = useShown()
  const savePicture = () => {
    const background = palette[mode].sheet
    const address = chart?.current?.getDataURL({ pixelRatio: 2, backgroundColor: background })
    if (address !== undefined) save(`${name}.png`, pictureOf(address))
  }
  return (
    <>
      <Tool
        icon={asTable ? <AppstoreOutlined /> : <TableOutlined />}
        says={text(asTable ? "web.insights.as-picture" : "web.insights.as-table")}
        onClick={onTurn}
      />
      <Tool
        icon={<DownloadOutlined />}
        says={text("web.insights.save-csv")}
        onClick={() => save(`${name}.csv`, csvOf(rows()))}
      />
      {asTable || touch || chart === undefined ? null : (
        <Tool
          icon={<PictureOutlined />}
          says={text("web.insights.save-png")}
          onClick={savePicture}
        />
      )}
    </>
  )
}

interface ToolProps {
  readonly icon: React.ReactNode
  readonly says: string
  readonly onClick: () => void
}

function Tool({ icon, says, onClick }: ToolProps) {
  return (
    <Button size="small" type="text" icon={icon} aria-label={says} title={says} onClick={onClick} />
  )
}

interface AsOfProps {
  readonly day: string
  readonly isRunning: boolean
  readonly onChange: (day: string) => void
}

/** Says the day as people do; opens the browser's own calendar. */
export function AsOf({ day, isRunning, onChange }: AsOfProps) {
  const text = useText()
  const formats = useFormats()
  const field = useRef<HTMLInputElement>(null)
  return (
    <span className="as-of">
      <Button
        size="small"
        icon={<CalendarOutlined />}
        loading={isRunning}
        onClick={() => field.current?.showPicker()}
      >
        {text("web.insights.as-of", { date: formats.date(day) })}
      </Button>
      <input
        ref={field}
        type="date"
        tabIndex={-1}
        aria-label={text("web.insights.as-of-label")}
        min="1970-01-01"
        value={day}
        onChange={(event) => {
          if (event.target.value !== "") onChange(event.target.value)
        }}
      />
    </span>
  )
}
