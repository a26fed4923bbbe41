import { useEffect, useId, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react"

interface FloatingCardProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

const gap = 10
const edge = 8

/**
 * A dialog that floats beside what it speaks of, in the browser's top layer. Esc, a press elsewhere
 * and scrolling the page close it; the focus goes in, and back to where it came from.
 */
export function FloatingCard({ anchor, title, onClose, children }: FloatingCardProps) {
  const box = useRef<HTMLDivElement>(null)
  const heading = useId()
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const card = box.current
    const from = anchor.current
    if (card === null || from === null) return undefined
    card.showPopover()
    card.focus({ preventScroll: true })
    const put = () => place(card, from)
    put()
    const watch = new ResizeObserver(put)
    watch.observe(card)
    return () => {
      watch.disconnect()
      if (card.contains(document.activeElement)) from.focus({ preventScroll: true })
    }
  }, [anchor])
  useCloseElsewhere(box, anchor, () => close.current())
  return (
    <div
      ref={box}
      popover="manual"
      role="dialog"
      aria-labelledby={heading}
      tabIndex={-1}
      className="why-card floating"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        onClose()
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </div>
  )
}

function useCloseElsewhere(
  box: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  close: () => void,
): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const leave = (event: Event) => {
      const { target } = event
      if (!(target instanceof Node)) return
      // The anchor closes it by itself; what it scrolls or holds is its own.
      if (box.current?.contains(target) === true || anchor.current?.contains(target) === true)
        return
      latest.current()
    }
    const events = ["pointerdown", "scroll", "focusin"] as const
    for (const name of events) document.addEventListener(name, leave, true)
    window.addEventListener("resize", leave)
    return () => {
      for (const name of events) document.removeEventListener(name, leave, true)
      window.removeEventListener("resize", leave)
    }
  }, [box, anchor])
}

/** To the right of what it speaks of, else below it; always whole in the window. */
function place(card: HTMLElement, from: HTMLElement): void {
  const { left, top, bottom } = from.getBoundingClientRect()
  // The list it stands in stays readable.
  const { right } = (from.closest(".facts-sheet") ?? from).getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = card
  const beside = right + gap + width <= innerWidth - edge
  const x = beside ? right + gap : Math.max(edge, Math.min(left, innerWidth - width - edge))
  const y = beside ? top - edge : bottom + gap / 2
  const lowest = innerHeight - height - edge
  card.style.setProperty("left", `${x}px`)
  card.style.setProperty("top", `${Math.max(edge, Math.min(y, lowest))}px`)
}
