import { TagOutlined } from "@ant-design/icons"
import { Button, Input } from "antd"
import { useId, useState } from "react"
import type { Question } from "#contract"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { PopUp } from "../pop-up.tsx"
import { useFormats, useText } from "../shown.tsx"

/** Who gets a tag: said by the list and by what is chosen of it. */
export interface TagOf {
  readonly kept?: string | undefined
  readonly search?: string | undefined
  readonly question?: Question | undefined
}

interface TagSheetProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly of: TagOf
  readonly count: number
}

/** A tag for all who are chosen. What was written stays until it is under way. */
export function TagSheet({ open, onClose, of, count }: TagSheetProps) {
  const text = useText()
  const formats = useFormats()
  return (
    <PopUp
      title={text("web.tag.title", { count, shown: formats.count(count) })}
      open={open}
      onClose={onClose}
    >
      <Tagging of={of} onDone={onClose} />
    </PopUp>
  )
}

const ways = ["add", "remove"] as const

function Tagging({ of, onDone }: { readonly of: TagOf; readonly onDone: () => void }) {
  const text = useText()
  const [tag, setTag] = useState("")
  const [way, setWay] = useState<(typeof ways)[number]>("add")
  const field = useId()
  const tagging = useChange(api.bulk.tag, { done: onDone })
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (tag.trim() !== "") tagging.begin({ ...given(of), tag, removes: way === "remove" })
      }}
    >
      <label htmlFor={field}>{text("web.tag.word")}</label>
      <Input
        id={field}
        data-first
        maxLength={60}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
      />
      <fieldset className="ticks">
        <legend>{text("web.tag.tag")}</legend>
        {ways.map((one) => (
          <label key={one}>
            <input type="radio" name="way" checked={one === way} onChange={() => setWay(one)} />
            {text(`web.tag.${one}`)}
          </label>
        ))}
      </fieldset>
      <p className="quiet tick-line">{text("web.tag.how")}</p>
      <footer>
        <Button
          type="primary"
          htmlType="submit"
          icon={<TagOutlined />}
          loading={tagging.isPending}
          disabled={tag.trim() === ""}
        >
          {text(`web.tag.do-${way}`)}
        </Button>
      </footer>
    </form>
  )
}

/** Only what is said. */
function given({ kept, search, question }: TagOf) {
  return {
    ...(kept === undefined ? {} : { kept }),
    ...(search === undefined ? {} : { search }),
    ...(question === undefined ? {} : { question }),
  }
}
