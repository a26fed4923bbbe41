import { SendOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import type { KeyboardEvent } from "react"
import { TroubleFace, Waiting } from "../answered.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { useRejected, type Batch, type RejectedRow } from "./asking-batch.ts"
import { rejectionText } from "./rejection-text.ts"
import { useMending } from "./use-mending.ts"
import { MoreRows } from "./more-rows.tsx"

interface MendRowsProps {
  readonly batch: Batch
}

/** The rejected rows themselves: each cell can be mended, and what was mended is sent again. */
export function MendRows({ batch }: MendRowsProps) {
  const text = useText()
  const query = useRejected(String(batch.id))
  const mending = useMending(batch)
  if (query.data === undefined) {
    return query.isError ? (
      <TroubleFace thrown={query.error} retry={query.refetch} />
    ) : (
      <Waiting rows={4} />
    )
  }
  const isOpen = batch.state === "done" || batch.state === "failed" || batch.state === "paused"
  const rows = query.data.pages.flatMap(({ items }) => items)
  return (
    <>
      <h3>{text(isOpen ? "web.mend.title" : "web.batch.rejected-rows")}</h3>
      {isOpen ? <p className="quiet">{text("web.mend.how")}</p> : null}
      <MendTable batch={batch} rows={rows} mending={mending} isOpen={isOpen} />
      <MoreRows query={query} />
      {isOpen ? (
        <p className="button-row">
          <Button
            icon={<SendOutlined />}
            disabled={mending.changed === 0}
            loading={mending.isSending}
            onClick={mending.send}
          >
            {mending.changed === 0
              ? text("web.mend.none")
              : text("web.mend.send", { count: mending.changed })}
          </Button>
        </p>
      ) : null}
    </>
  )
}

interface MendTableProps extends MendRowsProps {
  readonly rows: readonly RejectedRow[]
  readonly mending: ReturnType<typeof useMending>
  readonly isOpen: boolean
}

function MendTable({ batch, rows, ...shared }: MendTableProps) {
  const text = useText()
  const headers = batch.plan.columns.map(({ header }) => header)
  return (
    <div className="table-box" tabIndex={0} role="group" aria-label={text("web.mend.title")}>
      <table className="plain-table mend-table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {text("web.batch.col-row")}
            </th>
            <th scope="col">{text("web.mend.reason")}</th>
            {headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MendRow key={row.row} row={row} headers={headers} {...shared} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface MendRowProps extends Pick<MendTableProps, "mending" | "isOpen"> {
  readonly row: RejectedRow
  readonly headers: readonly string[]
}

function MendRow({ row, headers, mending, isOpen }: MendRowProps) {
  const text = useText()
  const formats = useFormats()
  const cells = mending.cellsOf(row)
  return (
    <tr className={mending.isChanged(row) ? "edited" : undefined}>
      <th scope="row" className="number">
        {formats.count(row.row)}
      </th>
      <td className="mend-reason">
        <Reason row={row} width={headers.length} />
      </td>
      {headers.map((header, at) => (
        <td key={header} data-header={header}>
          {isOpen && row.mendedBy === null ? (
            <input
              className="type-in"
              aria-label={text("web.mend.cell", { row: row.row, column: header })}
              value={cells[at] ?? ""}
              onChange={(event) => mending.write(row, at, event.target.value)}
              onKeyDown={(event) => move(event, () => mending.putBack(row))}
            />
          ) : (
            cells[at]
          )}
        </td>
      ))}
    </tr>
  )
}

function Reason({ row, width }: Pick<MendRowProps, "row"> & { readonly width: number }) {
  const text = useText()
  const { language } = useShown()
  const { mendedBy, cells } = row
  if (mendedBy !== null)
    return (
      <Link to="/collect/$batch" params={{ batch: String(mendedBy) }}>
        {text("web.mend.mended", { batch: String(mendedBy) })}
      </Link>
    )
  const extra = cells.slice(width)
  return (
    <>
      {rejectionText(language, row)}
      {extra.length === 0 ? null : (
        <small>{text("web.mend.extra", { cells: extra.join(" · ") })}</small>
      )}
    </>
  )
}

/** Enter and the arrows go along the column, as in a spreadsheet; Esc puts the row back. */
function move(event: KeyboardEvent<HTMLInputElement>, putBack: () => void): void {
  if (event.nativeEvent.isComposing) return
  if (event.key === "Escape") putBack()
  const by =
    event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0
  if (by === 0) return
  event.preventDefault()
  const cell = event.currentTarget.closest("td")
  const line = cell?.closest("tr")
  const next = by > 0 ? line?.nextElementSibling : line?.previousElementSibling
  next
    ?.querySelectorAll("td")
    .item((cell?.cellIndex ?? 1) - 1)
    .querySelector("input")
    ?.focus()
}
