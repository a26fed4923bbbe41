import { App, Button } from "antd"
import { createContext, use, useMemo, useRef, type ReactNode } from "react"
import { newKey } from "../client.ts"
import { useKeys } from "../keys.ts"
import { Keycap } from "../parts.tsx"
import { useText } from "../shown.tsx"

type Done = (said: string, undo: () => void) => void

const DoneContext = createContext<Done>(() => undefined)

/** How long the way back is offered, in s. */
const patience = 12

/** Says what was done and offers the way back, by a press or by `u`, as long as it is said. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const { message } = App.useApp()
  const text = useText()
  const last = useRef<() => void>(undefined)
  const tell = useMemo<Done>(
    () => (said, undo) => {
      const key = newKey()
      let isUndone = false
      const back = () => {
        if (isUndone) return
        isUndone = true
        if (last.current === back) last.current = undefined
        message.destroy(key)
        undo()
      }
      last.current = back
      void message.open({
        key,
        type: "success",
        duration: patience,
        content: <UndoWords said={said} word={text("web.hand.undo")} onUndo={back} />,
        onClose: () => {
          if (last.current === back) last.current = undefined
        },
      })
    },
    [message, text],
  )
  useKeys({ u: () => last.current?.() })
  return <DoneContext value={tell}>{children}</DoneContext>
}

interface UndoWordsProps {
  readonly said: string
  readonly word: string
  readonly onUndo: () => void
}

function UndoWords({ said, word, onUndo }: UndoWordsProps) {
  return (
    <span className="undo-toast" role="status">
      {said}
      <Button size="small" onClick={onUndo}>
        {word} <Keycap>U</Keycap>
      </Button>
    </span>
  )
}

/** Says that something was done, and how it is undone. */
export function useDone(): Done {
  return use(DoneContext)
}
