import { CloseOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect, useId, useRef, type ReactNode } from "react"
import { useText } from "./shown.tsx"

interface PopUpProps {
  readonly title: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** What stands below, always in sight. */
  readonly footer?: ReactNode
  readonly className?: string
}

/**
 * A dialog of the browser's own: it keeps the focus in, gives it back, and closes on Esc.
 * A sheet from below on a phone. The focus begins at what is marked `data-first`.
 */
export function PopUp({ title, open, onClose, children, footer, className = "" }: PopUpProps) {
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const text = useText()
  useEffect(() => {
    const dialog = box.current
    if (dialog === null || dialog.open === open) return
    if (!open) return dialog.close()
    dialog.showModal()
    dialog.querySelector<HTMLElement>("[data-first]")?.focus()
  }, [open])
  return (
    <dialog
      ref={box}
      className={`pop-up ${className}`}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === box.current) onClose()
      }}
    >
      {open ? (
        <div className="pop-up-body">
          <header>
            <h2 id={heading}>{title}</h2>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={text("web.frame.close")}
              onClick={onClose}
            />
          </header>
          <div className="pop-up-content">{children}</div>
          {footer === undefined ? null : <footer>{footer}</footer>}
        </div>
      ) : null}
    </dialog>
  )
}
