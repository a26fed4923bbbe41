import { useQuery } from "@tanstack/react-query"
import { useRef } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useText } from "../shown.tsx"
import { useDone } from "./undo-toast.tsx"

export type Note = Awaited<ReturnType<typeof api.note.list>>[number]
export type Task = Awaited<ReturnType<typeof api.task.list>>[number]
type Typed = Parameters<typeof api.customer.edit>[0]["typed"]

/** Something typed about a field, and what is said once it is kept. */
interface Typing {
  readonly field: string
  readonly typed: Typed
  readonly said: string
}

/** Types, says so, and offers the way back: the field as it was before. */
export function useTyping(customer: string) {
  const told = useDone()
  const last = useRef<Typing>(undefined)
  const undo = useChange(api.customer.edit)
  const change = useChange(api.customer.edit, {
    done: ({ edit }) => {
      const typing = last.current
      if (edit === null || typing === undefined) return
      const { field, said } = typing
      told(said, () => undo.begin({ customer, field, typed: { before: edit } }))
    },
  })
  return {
    isPending: change.isPending,
    type: (typing: Typing) => {
      last.current = typing
      change.begin({ customer, field: typing.field, typed: typing.typed })
    },
  }
}

/** What cleansing would make of a text; it is posted, never part of an address. */
export function useCheck(customer: string, field: string, value: string) {
  return useQuery({
    queryKey: ["check", customer, field, value],
    enabled: value.trim() !== "",
    staleTime: 60_000,
    queryFn: ({ signal }) => api.customer.check({ customer, field, value }, { signal }),
  })
}

export function useNotes(customer: string) {
  return useQuery({
    queryKey: ["notes", customer],
    queryFn: ({ signal }) => api.note.list({ customer }, { signal }),
  })
}

/** Writes notes, and offers the way back from each change. */
export function useNoting(onDone: () => void) {
  const text = useText()
  const told = useDone()
  const was = useRef<Note>(undefined)
  const back = useChange(api.note.change)
  const write = useChange(api.note.write, {
    done: ({ id }) => {
      onDone()
      told(text("web.hand.noted"), () => back.begin({ note: id, deleted: true }))
    },
  })
  const change = useChange(api.note.change, {
    done: ({ deleted }) => {
      const note = was.current
      onDone()
      if (note === undefined) return
      const { id, text: words, pinned } = note
      told(text(deleted ? "web.hand.note-deleted" : "web.hand.note-changed"), () =>
        back.begin({ note: id, text: words, pinned, deleted: false }),
      )
    },
  })
  return {
    isPending: write.isPending || change.isPending,
    write: write.begin,
    change: (note: Note, what: { text?: string; pinned?: boolean; deleted?: boolean }) => {
      was.current = note
      change.begin({ note: note.id, ...what })
    },
  }
}

export function useTasks(customer: string) {
  return useQuery({
    queryKey: ["tasks", customer],
    queryFn: ({ signal }) => api.task.list({ customer }, { signal }),
  })
}

/** Takes the new value or keeps the old one; undone, the question is open again. */
export function useDecidingTask({ customer, field }: Task) {
  const text = useText()
  const told = useDone()
  const undo = useChange(api.customer.edit)
  return useChange(api.task.close, {
    done: ({ edit }) => {
      if (edit === null) return
      told(text("web.hand.task-decided"), () =>
        undo.begin({ customer: customer.id, field, typed: { before: edit } }),
      )
    },
  })
}
