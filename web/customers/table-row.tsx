import { useFormats, useShown, useText } from "../shown.tsx"
import { isAtEnd } from "./column-width.ts"
import { listCell, Who } from "./list-cell.tsx"
import { nameText } from "./name-text.ts"
import type { CustomerLine } from "./use-rows.ts"
import type { ListColumn } from "./use-view.ts"

interface TableRowProps {
  /** None while its page is on the way. */
  readonly line: CustomerLine | undefined
  readonly columns: readonly ListColumn[]
  readonly rank: number
  readonly active: boolean
  readonly chosen: boolean
  /** With Shift: all from the last one to this. */
  readonly onTick: (rank: number, withShift: boolean) => void
}

export function TableRow({ line, columns, rank, active, chosen, onTick }: TableRowProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  if (line === undefined) return <WaitingRow rank={rank} />
  return (
    <div
      role="row"
      aria-rowindex={rank + 2}
      aria-selected={chosen}
      data-rank={rank}
      className={`grid-row ${active ? "active" : ""} ${chosen ? "chosen" : ""}`}
    >
      <span role="cell" className="tick">
        <input
          type="checkbox"
          aria-label={text("web.select.this", { name: nameText(text, line) })}
          checked={chosen}
          onChange={(event) => {
            const { nativeEvent } = event
            onTick(rank, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }}
        />
      </span>
      <span role="cell">
        <Who line={line} />
      </span>
      {columns.map((column) => (
        <span key={column.id} role="cell" className={isAtEnd(column) ? "end-cell" : ""}>
          {listCell(column, line, { language, formats })}
        </span>
      ))}
    </div>
  )
}

function WaitingRow({ rank }: { readonly rank: number }) {
  return (
    <div role="row" aria-rowindex={rank + 2} className="grid-row waiting" aria-busy="true">
      <span role="cell" />
      <span role="cell">
        <i style={{ inlineSize: 60 + ((rank * 37) % 70) }} />
      </span>
    </div>
  )
}
