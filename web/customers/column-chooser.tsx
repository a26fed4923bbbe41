import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, LockOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState, type KeyboardEvent } from "react"
import { PopUp } from "../pop-up.tsx"
import { useShown, useText } from "../shown.tsx"
import { columnName } from "./column-text.ts"
import { moved, type ShownColumn } from "./shown-columns.ts"
import type { ListColumn } from "./use-view.ts"

interface ColumnChooserProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly known: readonly ListColumn[]
  readonly columns: readonly ShownColumn[]
  readonly onColumns: (columns: readonly ShownColumn[]) => void
}

/** Which columns the list shows, in which order: by hand, by drag, by keyboard. */
export function ColumnChooser({ open, onClose, known, columns, onColumns }: ColumnChooserProps) {
  const text = useText()
  const standard = known.filter(({ usual }) => usual).map(({ id }) => ({ id }))
  return (
    <PopUp
      title={text("web.columns.title")}
      open={open}
      onClose={onClose}
      className="column-chooser"
      footer={
        <Button type="text" onClick={() => onColumns(standard)}>
          {text("web.columns.standard")}
        </Button>
      }
    >
      <Chosen known={known} columns={columns} onColumns={onColumns} />
      <Others known={known} columns={columns} onColumns={onColumns} />
    </PopUp>
  )
}

type ChoosingProps = Pick<ColumnChooserProps, "known" | "columns" | "onColumns">

function Chosen({ known, columns, onColumns }: ChoosingProps) {
  const text = useText()
  const [dragged, drag] = useState<number>()
  return (
    <>
      <p className="quiet">{text("web.columns.how")}</p>
      <ol className="chosen-columns" aria-label={text("web.columns.chosen")}>
        {columns.map(({ id }, at) => {
          const column = known.find((one) => one.id === id)
          if (column === undefined) return null
          return (
            <li
              key={id}
              draggable
              className={dragged === at ? "dragged" : ""}
              onDragStart={() => drag(at)}
              onDragEnd={() => drag(undefined)}
              onDragOver={(event) => {
                event.preventDefault()
                if (dragged === undefined || dragged === at) return
                onColumns(moved(columns, dragged, at))
                drag(at)
              }}
            >
              <HolderOutlined aria-hidden="true" />
              <ColumnTick
                column={column}
                isOn
                onChange={() => onColumns(columns.filter((one) => one.id !== id))}
                onMove={(by) => onColumns(moved(columns, at, at + by))}
              />
              <Mover column={column} onMove={(by) => onColumns(moved(columns, at, at + by))} />
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Mover({
  column,
  onMove,
}: {
  readonly column: ListColumn
  readonly onMove: (by: number) => void
}) {
  const text = useText()
  const { language } = useShown()
  const name = columnName(language, column.id)
  return (
    <span>
      <Button
        type="text"
        icon={<ArrowUpOutlined />}
        aria-label={text("web.columns.up", { column: name })}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined />}
        aria-label={text("web.columns.down", { column: name })}
        onClick={() => onMove(1)}
      />
    </span>
  )
}

interface ColumnTickProps {
  readonly column: ListColumn
  readonly isOn: boolean
  readonly onChange: () => void
  readonly onMove?: (by: number) => void
}

function ColumnTick({ column, isOn, onChange, onMove }: ColumnTickProps) {
  const text = useText()
  const { language } = useShown()
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined || !event.altKey || onMove === undefined) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <label className="tick-line">
      <input type="checkbox" checked={isOn} onChange={onChange} onKeyDown={press} />
      {columnName(language, column.id)}
      {column.sensitive ? (
        <LockOutlined aria-label={text("web.columns.masked")} title={text("web.columns.masked")} />
      ) : null}
    </label>
  )
}

/** What could be shown besides, in the groups of the dictionary. */
function Others({ known, columns, onColumns }: ChoosingProps) {
  const text = useText()
  const left = known.filter(({ id }) => !columns.some((one) => one.id === id))
  const groups = [
    ["web.columns.fields", left.filter(({ id }) => !id.includes("."))],
    ["web.columns.traits", left.filter(({ id }) => id.includes("."))],
  ] as const
  return groups.map(([title, some]) =>
    some.length === 0 ? null : (
      <fieldset key={title} className="ticks">
        <legend>{text(title)}</legend>
        {some.map((column) => (
          <ColumnTick
            key={column.id}
            column={column}
            isOn={false}
            onChange={() => onColumns([...columns, { id: column.id }])}
          />
        ))}
      </fieldset>
    ),
  )
}
