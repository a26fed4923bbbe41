import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import { useFields } from "../asking.ts"
import { PopUp } from "../pop-up.tsx"
import { fieldName } from "../question/words.ts"
import { useShown, useText, useTouch } from "../shown.tsx"
import { useEvidence, type Customer } from "./asking-customer.ts"
import { listOf } from "./fact-lines.ts"
import { FloatingCard } from "./floating-card.tsx"
import { useThen } from "./use-then.ts"
import { ValueDeeds, useSaying } from "./value-deeds.tsx"
import { ValueEditor } from "./value-editor.tsx"
import { WhyCard } from "./why-card.tsx"

interface AskWhyProps {
  readonly customer: Customer
  readonly field: string
  /** Its place among the golden values of its field. */
  readonly place: number
  readonly shown: string
}

/**
 * A value that can be asked why it is what it is: a card beside it, on a phone a sheet from below. It
 * is edited where it stands (`e`), denied (`d`) and pinned (`p`).
 */
export function AskWhy(props: AskWhyProps) {
  const { customer, field, place } = props
  const [isEditing, setEditing] = useState(false)
  const [isBack, setBack] = useState(false)
  const isSealed = useFields().data?.find(({ id }) => id === field)?.sensitive === true
  const close = () => {
    setBack(true)
    setEditing(false)
  }
  if (!isEditing) return <Value {...props} isBack={isBack} onEdit={() => setEditing(true)} />
  const initial = isSealed ? "" : (listOf(customer.golden[field])[place] ?? "")
  return <ValueEditor customer={customer.id} field={field} initial={initial} onClose={close} />
}

interface ValueProps extends AskWhyProps {
  /** The editor was here: the focus comes back. */
  readonly isBack: boolean
  readonly onEdit: () => void
}

function Value({ customer, field, place, shown, isBack, onEdit }: ValueProps) {
  const text = useText()
  const { language } = useShown()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  useEffect(() => {
    if (isBack) button.current?.focus()
  }, [isBack])
  const isPinned = usePinned(customer.id, field)
  const deeds = { customer: customer.id, field, place, isPinned, onDone: close, onEdit }
  const isNow = useThen().asOf === undefined
  const act = useActs(deeds, isNow, () => setOpen(true))
  return (
    <span onKeyDown={act} className="asked">
      <button
        ref={button}
        type="button"
        className="ask"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={text("web.customer.ask", { field: fieldName(language, field), value: shown })}
        onClick={() => setOpen(!isOpen)}
      >
        {shown}
      </button>
      <Card
        anchor={button}
        isOpen={isOpen}
        onClose={close}
        title={text("web.why.title", { value: shown })}
      >
        <WhyCard
          customer={customer}
          field={field}
          place={place}
          deeds={isNow ? <ValueDeeds {...deeds} /> : null}
        />
      </Card>
    </span>
  )
}

type Deeds = Parameters<typeof ValueDeeds>[0]

/** Keys while the value or its card has the focus. What was is only read. */
function useActs(deeds: Deeds, isNow: boolean, ask: () => void) {
  const { deny, pin } = useSaying(deeds)
  const now = isNow ? { e: deeds.onEdit, d: deny, p: pin } : {}
  const keys: Readonly<Record<string, () => void>> = { "?": ask, ...now }
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
}

interface CardProps {
  readonly anchor: Parameters<typeof FloatingCard>[0]["anchor"]
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

function Card({ anchor, isOpen, title, onClose, children }: CardProps) {
  const touch = useTouch()
  if (touch)
    return (
      <PopUp title={title} open={isOpen} onClose={onClose} className="why-sheet">
        {isOpen ? children : null}
      </PopUp>
    )
  if (!isOpen) return null
  return (
    <FloatingCard anchor={anchor} title={title} onClose={onClose}>
      {children}
    </FloatingCard>
  )
}

/** Does a person hold it, whatever others say? */
function usePinned(customer: string, field: string): boolean {
  const line = useEvidence(customer).data?.fields.find((one) => one.field === field)
  return line?.cells.flat().some(({ pinned, won }) => pinned && won) === true
}
