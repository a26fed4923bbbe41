import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { useRef, type KeyboardEvent, type PointerEvent } from "react"
import { useShown, useText } from "../shown.tsx"
import { columnName } from "./column-text.ts"
import { isAtEnd, widthOf } from "./column-width.ts"
import { widened, type ShownColumn } from "./shown-columns.ts"
import { turned, type CustomerSort } from "./sort.ts"
import type { ListColumn } from "./use-view.ts"

type SortBy = "name" | "number" | "updated"

/** A column with what the view says of it. */
export interface HeadColumn {
  readonly column: ListColumn
  readonly shown: ShownColumn
}

interface TableHeadProps {
  readonly sort: CustomerSort
  readonly columns: readonly HeadColumn[]
  readonly onColumns: (columns: readonly ShownColumn[]) => void
  /** Are all chosen, none, or some? */
  readonly ticked: "all" | "some" | "none"
  readonly onTick: () => void
}

/** The names of the columns; those that can be sorted by are links to that order. */
export function TableHead({ sort, columns, onColumns, ticked, onTick }: TableHeadProps) {
  const text = useText()
  const { language } = useShown()
  const shown = columns.map((one) => one.shown)
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        <span role="columnheader" className="tick">
          <input
            type="checkbox"
            aria-label={text("web.select.all-of-list")}
            checked={ticked === "all"}
            ref={(box) => {
              if (box !== null) box.indeterminate = ticked === "some"
            }}
            onChange={onTick}
          />
        </span>
        <HeadCell sort={sort} by="name" label={columnName(language, "customer")} />
        {columns.map(({ column, shown: { width } }) => (
          <HeadCell
            key={column.id}
            sort={sort}
            by={column.sort ?? undefined}
            atEnd={isAtEnd(column)}
            label={columnName(language, column.id)}
            width={widthOf(column, { id: column.id, width })}
            onWidth={(next) => onColumns(widened(shown, column.id, next))}
          />
        ))}
      </div>
    </div>
  )
}

interface HeadCellProps {
  readonly sort: CustomerSort
  readonly by?: SortBy | undefined
  readonly atEnd?: boolean
  readonly label: string
  readonly width?: number
  readonly onWidth?: (width: number) => void
}

function HeadCell({ sort, by, atEnd = false, label, width, onWidth }: HeadCellProps) {
  return (
    <span
      role="columnheader"
      className={atEnd ? "end-cell" : ""}
      aria-sort={by === undefined ? undefined : ariaSort(sort, by)}
      title={label}
    >
      {by === undefined ? label : <SortLink sort={sort} by={by} label={label} />}
      {width === undefined || onWidth === undefined ? null : (
        <WidthGrip label={label} width={width} onWidth={onWidth} />
      )}
    </span>
  )
}

interface WidthGripProps {
  readonly label: string
  readonly width: number
  readonly onWidth: (width: number) => void
}

const step = 16

/** The edge of a column: pull it, or press the arrows on it. */
function WidthGrip({ label, width, onWidth }: WidthGripProps) {
  const text = useText()
  const pulled = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const begin = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const cell = event.currentTarget.parentElement
    pulled.current = { x: event.clientX, width: cell?.offsetWidth ?? width }
  }
  const pull = ({ clientX }: PointerEvent) => {
    if (pulled.current === undefined) return
    onWidth(pulled.current.width + clientX - pulled.current.x)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onWidth(width + by)
  }
  return (
    <button
      type="button"
      className="width-grip"
      aria-label={text("web.columns.width", { column: label, width })}
      onPointerDown={begin}
      onPointerMove={pull}
      onPointerUp={() => {
        pulled.current = undefined
      }}
      onKeyDown={press}
    />
  )
}

interface SortLinkProps {
  readonly sort: CustomerSort
  readonly by: SortBy
  readonly label: string
}

function SortLink({ sort, by, label }: SortLinkProps) {
  const shown = ariaSort(sort, by)
  return (
    <Link
      to="/customers"
      search={(old) => ({ ...old, sort: turned(sort, by) })}
      state={(old) => old}
      replace
    >
      {label}
      <i className="carets" aria-hidden="true">
        <CaretUpOutlined className={shown === "ascending" ? "on" : ""} />
        <CaretDownOutlined className={shown === "descending" ? "on" : ""} />
      </i>
    </Link>
  )
}

function ariaSort(sort: CustomerSort, by: SortBy): "ascending" | "descending" | "none" {
  if (sort === by) return "ascending"
  return sort === `-${by}` ? "descending" : "none"
}
