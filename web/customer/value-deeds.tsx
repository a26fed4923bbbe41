import { EditOutlined, PushpinOutlined, StopOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { Keycap } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import { useTyping } from "./asking-by-hand.ts"

interface ValueDeedsProps {
  readonly customer: string
  readonly field: string
  /** Its place among the golden values of its field. */
  readonly place: number
  readonly isPinned: boolean
  readonly onEdit: () => void
  readonly onDone: () => void
}

/** What can be said of a value: another one, that it is not true, that it holds whatever comes. */
export function ValueDeeds(props: ValueDeedsProps) {
  const { isPinned, onEdit } = props
  const text = useText()
  const say = useSaying(props)
  return (
    <div className="value-deeds">
      <Button size="small" icon={<EditOutlined />} onClick={onEdit}>
        {text("web.hand.correct")} <Keycap>E</Keycap>
      </Button>
      <Button size="small" icon={<StopOutlined />} onClick={say.deny}>
        {text("web.hand.deny")} <Keycap>D</Keycap>
      </Button>
      <Button size="small" icon={<PushpinOutlined />} onClick={say.pin}>
        {text(isPinned ? "web.hand.unpin" : "web.hand.pin")} <Keycap>P</Keycap>
      </Button>
    </div>
  )
}

/** The same by keys. */
export function useSaying({ customer, field, place, isPinned, onDone }: ValueDeedsProps) {
  const text = useText()
  const { language } = useShown()
  const { type } = useTyping(customer)
  const name = fieldName(language, field)
  return {
    deny: () => {
      type({ field, typed: { deny: place }, said: text("web.hand.denied", { field: name }) })
      onDone()
    },
    pin: () => {
      const typed = isPinned ? { unpin: true as const } : { pin: place }
      const said = text(isPinned ? "web.hand.unpinned" : "web.hand.pinned", { field: name })
      type({ field, typed, said })
      onDone()
    },
  }
}
