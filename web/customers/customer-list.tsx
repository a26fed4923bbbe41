import { useNavigate } from "@tanstack/react-router"
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react"
import { useKeys } from "../keys.ts"
import { rowHeight } from "../palette.ts"
import { useShown, useText } from "../shown.tsx"
import { Card } from "./card.tsx"
import { tracksOf } from "./column-width.ts"
import type { ShownColumn } from "./shown-columns.ts"
import { TableHead, type HeadColumn } from "./table-head.tsx"
import { TableRow } from "./table-row.tsx"
import { useListThen } from "./use-list-then.ts"
import { useRows, type Asked } from "./use-rows.ts"
import type { Choosing } from "./use-selection.ts"
import { VirtualRows, type View, type VirtualRowsHandle } from "./virtual-rows.tsx"

interface CustomerListProps {
  readonly asked: Asked
  /** How many there are, once counted: what a screen reader says. */
  readonly count: number | undefined
  readonly columns: readonly HeadColumn[]
  readonly onColumns: (columns: readonly ShownColumn[]) => void
  readonly choosing: Choosing
  /** On a phone rows are chosen once one says so. */
  readonly isChoosing: boolean
}

/** Customers without page numbers: a table on a desk, rows of two lines on a phone. */
export function CustomerList(props: CustomerListProps) {
  const { asked, count, columns, choosing } = props
  const { density } = useShown()
  const [{ first, last }, setView] = useState<View>({ first: 0, last: 40 })
  const rows = useRows(asked, first, last)
  const idAt = (rank: number) => rows.rowAt(rank)?.id
  const source = { idAt, idsBetween: rows.idsBetween }
  const tick = (rank: number, withShift: boolean) => choosing.tick(rank, withShift, source)
  const { active, handle, box } = useWalk(rows.known, { idAt, tick, clear: choosing.clear })
  const shared = {
    count: rows.known,
    rowHeight: rowHeight[density],
    placeKey: JSON.stringify(asked),
    onView: setView,
    handle,
  }
  if (density === "touch")
    return (
      <div className="cards" ref={box}>
        <VirtualRows {...shared} role="list">
          {(rank) => (
            <Card
              key={rank}
              line={rows.rowAt(rank)}
              rank={rank}
              count={count}
              chosen={choosing.isChosen(idAt(rank) ?? "")}
              onTick={props.isChoosing ? () => tick(rank, false) : undefined}
            />
          )}
        </VirtualRows>
      </div>
    )
  return (
    <Table {...props} box={box}>
      <VirtualRows
        {...shared}
        role="rowgroup"
        headHeight={36}
        head={
          <TableHead
            sort={asked.sort}
            columns={columns}
            onColumns={props.onColumns}
            ticked={tickedOf(choosing)}
            onTick={tickedOf(choosing) === "none" ? choosing.all : choosing.clear}
          />
        }
      >
        {(rank) => (
          <TableRow
            key={rank}
            line={rows.rowAt(rank)}
            columns={columns.map(({ column }) => column)}
            rank={rank}
            active={rank === active}
            chosen={choosing.isChosen(idAt(rank) ?? "")}
            onTick={tick}
          />
        )}
      </VirtualRows>
    </Table>
  )
}

interface TableProps extends Pick<CustomerListProps, "count" | "columns"> {
  readonly box: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}

/** All rows take their tracks from one place. */
function Table({ count, columns, box, children }: TableProps) {
  const text = useText()
  const tracks = tracksOf(columns)
  useLayoutEffect(() => box.current?.style.setProperty("--tracks", tracks), [box, tracks])
  return (
    <div
      className="grid-table"
      role="table"
      ref={box}
      aria-label={text("web.customers.table")}
      aria-rowcount={count === undefined ? -1 : count + 1}
    >
      {children}
    </div>
  )
}

function tickedOf({ selection: { all, ids } }: Choosing): "all" | "some" | "none" {
  if (all) return ids.size === 0 ? "all" : "some"
  return ids.size === 0 ? "none" : "some"
}

interface Walking {
  readonly idAt: (rank: number) => string | undefined
  readonly tick: (rank: number, withShift: boolean) => void
  readonly clear: () => void
}

/**
 * `j` and `k` walk the rows and put the focus on each one's link, so `Enter` opens it. `x` chooses the
 * row, Shift and an arrow go on from it.
 */
function useWalk(known: number, { idAt, tick, clear }: Walking) {
  const navigate = useNavigate()
  const then = useListThen()
  const [active, setActive] = useState(-1)
  const handle = useRef<VirtualRowsHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  const go = useCallback(
    (to: number) => {
      const rank = Math.max(0, Math.min(known - 1, to))
      setActive(rank)
      handle.current?.show(rank)
      return rank
    },
    [known],
  )
  useEffect(() => {
    box.current
      ?.querySelector<HTMLElement>(`[data-rank="${active}"] a`)
      ?.focus({ preventScroll: true })
  }, [active])
  const open = () => {
    const customer = idAt(active)
    if (customer !== undefined)
      void navigate({ to: "/customers/$customer", params: { customer }, search: then })
  }
  useKeys({
    j: () => void go(active + 1),
    k: () => void go(active - 1),
    x: () => tick(Math.max(0, active), false),
    "Shift+ArrowDown": () => tick(go(active + 1), true),
    "Shift+ArrowUp": () => tick(go(active - 1), true),
    Escape: clear,
    ...(active >= 0 && document.activeElement === document.body ? { Enter: open } : {}),
  })
  return { active, handle, box }
}
