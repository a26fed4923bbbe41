import { useNavigate } from "@tanstack/react-router"
import { useCallback, useEffect, useRef, useState } from "react"
import { useKeys } from "../keys.ts"
import { rowHeight } from "../palette.ts"
import { useShown, useText } from "../shown.tsx"
import { Card } from "./card.tsx"
import { TableHead, TableRow } from "./table-row.tsx"
import { useListThen } from "./use-list-then.ts"
import { useRows, type Asked } from "./use-rows.ts"
import { VirtualRows, type View, type VirtualRowsHandle } from "./virtual-rows.tsx"

interface CustomerListProps {
  readonly asked: Asked
  /** How many there are, once counted: what a screen reader says. */
  readonly count: number | undefined
}

/** Customers without page numbers: a table on a desk, rows of two lines on a phone. */
export function CustomerList({ asked, count }: CustomerListProps) {
  const text = useText()
  const { density } = useShown()
  const [{ first, last }, setView] = useState<View>({ first: 0, last: 40 })
  const { known, rowAt } = useRows(asked, first, last)
  const { active, handle, box } = useWalk(known, (rank) => rowAt(rank)?.id)
  const shared = {
    count: known,
    rowHeight: rowHeight[density],
    placeKey: JSON.stringify(asked),
    onView: setView,
    handle,
  }
  if (density === "touch")
    return (
      <div className="cards" ref={box}>
        <VirtualRows {...shared} role="list">
          {(rank) => <Card key={rank} line={rowAt(rank)} rank={rank} count={count} />}
        </VirtualRows>
      </div>
    )
  return (
    <div
      className="grid-table"
      role="table"
      ref={box}
      aria-label={text("web.customers.table")}
      aria-rowcount={count === undefined ? -1 : count + 1}
    >
      <VirtualRows
        {...shared}
        role="rowgroup"
        headHeight={36}
        head={<TableHead sort={asked.sort} />}
      >
        {(rank) => <TableRow key={rank} line={rowAt(rank)} rank={rank} active={rank === active} />}
      </VirtualRows>
    </div>
  )
}

/** `j` and `k` walk the rows and put the focus on each one's link, so `Enter` opens it. */
function useWalk(known: number, idAt: (rank: number) => string | undefined) {
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
    j: () => go(active + 1),
    k: () => go(active - 1),
    ...(active >= 0 && document.activeElement === document.body ? { Enter: open } : {}),
  })
  return { active, handle, box }
}
