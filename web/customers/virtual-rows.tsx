import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from "react"

/** Rows that are drawn: `first` to `last`, both included. */
export interface View {
  readonly first: number
  readonly last: number
}

export interface VirtualRowsHandle {
  /** Brings a row into sight. */
  readonly show: (rank: number) => void
}

interface VirtualRowsProps {
  readonly count: number
  readonly rowHeight: number
  /** Where the list was left: the same key finds it there again. */
  readonly placeKey: string
  readonly role: "rowgroup" | "list"
  readonly head?: ReactNode
  readonly headHeight?: number
  readonly children: (rank: number) => ReactNode
  readonly onView: (view: View) => void
  readonly handle: Ref<VirtualRowsHandle>
}

const places = new Map<string, number>()
const spare = 8

// Chromium ends an element at 33,554,428 px. A keyset list is walked from its beginning, page by
// page, so nobody gets there; the count is cut all the same.
const tallest = 33_000_000

/** A long list of rows of one height: only those in sight, and a few more, are in the document. */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, rowHeight, placeKey, role, head, headHeight = 0, children, onView, handle } = props
  const box = useRef<HTMLDivElement>(null)
  const drawable = Math.min(count, Math.floor(tallest / rowHeight))
  const [view, setView] = useState<View>({ first: 0, last: 40 })
  const look = useCallback(() => {
    if (box.current === null) return
    const { scrollTop, clientHeight } = box.current
    places.set(placeKey, scrollTop)
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
    const last = Math.ceil((scrollTop + clientHeight) / rowHeight) + spare
    setView((old) => (old.first === first && old.last === last ? old : { first, last }))
  }, [rowHeight, placeKey])
  useLayoutEffect(() => {
    if (box.current === null) return undefined
    box.current.scrollTop = places.get(placeKey) ?? 0
    look()
    const watch = new ResizeObserver(look)
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [look, placeKey])
  useEffect(() => onView(view), [onView, view])
  useImperativeHandle(handle, () => ({
    show: (rank) => {
      if (box.current !== null) bringInto(box.current, rank * rowHeight, rowHeight + headHeight)
    },
  }))
  const ranks = Array.from(
    { length: Math.max(0, Math.min(view.last, drawable - 1) - view.first + 1) },
    (_, at) => view.first + at,
  )
  return (
    <div className="rows-box" ref={box} onScroll={look} role="presentation">
      {head}
      <div className="rows-space" role={role} style={{ blockSize: drawable * rowHeight }}>
        <div style={{ transform: `translateY(${view.first * rowHeight}px)` }} role="presentation">
          {ranks.map(children)}
        </div>
      </div>
    </div>
  )
}

function bringInto(box: HTMLElement, top: number, room: number): void {
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + room > box.scrollTop + box.clientHeight)
    box.scrollTop = top + room - box.clientHeight
}
