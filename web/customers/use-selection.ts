import { App } from "antd"
import { useRef, useState } from "react"
import { useText } from "../shown.tsx"
import { chosen, everybody, isChosen, mostByOne, nobody, type Selection } from "./selection.ts"

/** What rows a list can tell of: those in memory, and those in between once they are asked for. */
export interface RowSource {
  readonly idAt: (rank: number) => string | undefined
  /** The ids from one row to another, both included. */
  readonly idsBetween: (from: number, to: number) => Promise<readonly string[]>
}

export interface Choosing {
  readonly selection: Selection
  readonly isChosen: (id: string) => boolean
  /** One row; with Shift all from the last one to this, as this one then is. */
  readonly tick: (rank: number, withShift: boolean, source: RowSource) => void
  readonly all: () => void
  readonly clear: () => void
}

/** Who is chosen of the list. Another list begins with nobody. */
export function useSelection(): Choosing {
  const [selection, setSelection] = useState(nobody)
  const last = useRef<number>(undefined)
  const { message } = App.useApp()
  const text = useText()
  // What was chosen a moment ago counts, though it is not drawn yet.
  const now = useRef(nobody)
  const put = (next: Selection) => {
    now.current = next
    setSelection(next)
  }
  const choose = (those: readonly string[], choice: boolean) => {
    const next = chosen(now.current, those, choice)
    if (next.ids.size <= mostByOne) return put(next)
    void message.info(text("web.select.too-many", { most: mostByOne }))
  }
  return {
    selection,
    isChosen: (id) => isChosen(selection, id),
    tick: (rank, withShift, { idAt, idsBetween }) => {
      const id = idAt(rank)
      if (id === undefined) return
      const choice = !isChosen(now.current, id)
      const from = withShift ? (last.current ?? rank) : rank
      last.current = rank
      if (from === rank) return choose([id], choice)
      void idsBetween(from, rank).then((ids) => choose(ids, choice))
    },
    all: () => put(everybody),
    clear: () => {
      last.current = undefined
      put(nobody)
    },
  }
}
