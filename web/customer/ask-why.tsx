import { useRef, useState } from "react"
import { PopUp } from "../pop-up.tsx"
import { fieldName } from "../question/words.ts"
import { useShown, useText, useTouch } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import { FloatingCard } from "./floating-card.tsx"
import { WhyCard } from "./why-card.tsx"

interface AskWhyProps {
  readonly customer: Customer
  readonly field: string
  /** Its place among the golden values of its field. */
  readonly place: number
  readonly shown: string
}

/** A value that can be asked why it is what it is: a card beside it, on a phone a sheet from below. */
export function AskWhy({ customer, field, place, shown }: AskWhyProps) {
  const text = useText()
  const touch = useTouch()
  const { language } = useShown()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const title = text("web.why.title", { value: shown })
  const card = isOpen ? <WhyCard customer={customer} field={field} place={place} /> : null
  const close = () => setOpen(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ask"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={text("web.customer.ask", { field: fieldName(language, field), value: shown })}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== "?") return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {shown}
      </button>
      {touch ? (
        <PopUp title={title} open={isOpen} onClose={close} className="why-sheet">
          {card}
        </PopUp>
      ) : isOpen ? (
        <FloatingCard anchor={button} title={title} onClose={close}>
          {card}
        </FloatingCard>
      ) : null}
    </>
  )
}
