import { useFields } from "../asking.ts"
import { Meter, Sheet } from "../parts.tsx"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import { useSample, type ColumnPlan } from "./asking-batch.ts"
import { MemoryNote } from "./memory-note.tsx"
import type { PlannedProps } from "./settings-sheet.tsx"
import { targetsOf, targetText } from "./targets.ts"

const shownRows = 4

/** The first rows, turned on their side: each column with where it goes, how sure that is, and why. */
export function ColumnsSheet({ batch, planned }: PlannedProps) {
  const text = useText()
  const touch = useTouch()
  const sample = useSample(String(batch.id)).data
  const fields = useFields().data ?? []
  const { plan, move } = planned
  const targets = targetsOf(plan.content, fields)
  const mapped = plan.columns.filter(({ field }) => field !== null).length
  const rows = sample?.rows.slice(0, shownRows) ?? []
  const columns = plan.columns.map((column, at) => ({
    column,
    cells: rows.map((row) => row[at] ?? ""),
  }))
  const shared = { targets, move }
  return (
    <Sheet
      title={text("web.batch.columns")}
      className="columns-sheet"
      extra={
        <span className="quiet">
          {text("web.batch.columns-count", { mapped, left: plan.columns.length - mapped })}
        </span>
      }
    >
      <MemoryNote batch={batch} planned={planned} />
      {mapped === 0 ? (
        <p className="advice" role="alert">
          {text("web.batch.no-name")}
        </p>
      ) : null}
      {touch ? (
        <ul className="rows column-cards">
          {columns.map(({ column, cells }) => (
            <ColumnCard key={column.header} column={column} cells={cells} {...shared} />
          ))}
        </ul>
      ) : (
        <ColumnTable columns={columns} rows={rows.length} {...shared} />
      )}
    </Sheet>
  )
}

interface Shared {
  readonly targets: readonly string[]
  readonly move: (header: string, field: string | null) => void
}

interface ColumnProps extends Shared {
  readonly column: ColumnPlan
  readonly cells: readonly string[]
}

interface ColumnTableProps extends Shared {
  readonly columns: readonly Pick<ColumnProps, "column" | "cells">[]
  readonly rows: number
}

function ColumnTable({ columns, rows, ...shared }: ColumnTableProps) {
  const text = useText()
  return (
    <div className="table-box">
      <table className="plain-table column-table">
        <thead>
          <tr>
            <th scope="col">{text("web.batch.column")}</th>
            <th scope="col">{text("web.batch.goes-to")}</th>
            <th scope="col">{text("web.batch.sure")}</th>
            {Array.from({ length: rows }, (_, at) => (
              <th key={at} scope="col">
                {text("web.batch.row-of", { row: at + 1 })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, cells }) => (
            <tr key={column.header} className={column.field === null ? "left-out" : undefined}>
              <th scope="row">{column.header}</th>
              <td>
                <TargetSelect column={column} {...shared} />
              </td>
              <td>
                <Sure column={column} />
              </td>
              {cells.map((cell, at) => (
                <td key={at} className="cell" title={cell}>
                  {cell === "" ? <span className="none">·</span> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ColumnCard({ column, cells, ...shared }: ColumnProps) {
  const text = useText()
  const said = cells.filter((cell) => cell !== "")
  return (
    <li>
      <b>{column.header}</b>
      <Sure column={column} />
      <TargetSelect column={column} {...shared} />
      <small className="cell">
        {said.length === 0 ? text("web.batch.empty-cell") : said.join(" · ")}
      </small>
    </li>
  )
}

function TargetSelect({ column, targets, move }: Shared & Pick<ColumnProps, "column">) {
  const text = useText()
  const { language } = useShown()
  const { header, field } = column
  return (
    <select
      className="choose"
      aria-label={text("web.batch.target", { header })}
      value={field ?? ""}
      onChange={(event) => move(header, event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{text("web.batch.nowhere")}</option>
      {targets.map((target) => (
        <option key={target} value={target}>
          {targetText(language, target)}
        </option>
      ))}
    </select>
  )
}

/** How sure a guess is, and by what; a person's word needs no measure. */
function Sure({ column: { confidence, why, field } }: Pick<ColumnProps, "column">) {
  const text = useText()
  const formats = useFormats()
  const isGuess = why !== "person" && why !== "last" && why !== "none" && field !== null
  return (
    <span className="sure">
      {isGuess ? <Meter share={confidence} label={formats.percent(confidence)} /> : null}
      <small>
        {text(`web.batch.why-${why}`)}
        {isGuess ? ` ${formats.percent(confidence)}` : ""}
      </small>
    </span>
  )
}
