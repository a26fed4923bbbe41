import { useNavigate } from "@tanstack/react-router"
import { App, Button, Input } from "antd"
import { useId, useState } from "react"
import type { Question } from "#contract"
import { useChange } from "../asking.ts"
import { api, newKey } from "../client.ts"
import { PopUp } from "../pop-up.tsx"
import { questionOf } from "../question/question-parts.ts"
import { useText } from "../shown.tsx"
import type { ShownView } from "./use-view.ts"

interface SaveViewProps {
  readonly shown: ShownView
  /** Conditions in sight. */
  readonly parts: readonly Question[]
  /** What stands in the search box: it becomes a condition of the view. */
  readonly words: string
}

/** Says that the list differs from its view, and keeps what it shows now. */
export function SaveView({ shown, parts, words }: SaveViewProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const keeping = useKeeping({ shown, parts, words })
  const { view, isChanged } = shown
  if (!isChanged && words === "") return null
  return (
    <span className="save-view">
      {view === undefined ? null : <i role="status">{text("web.views.changed")}</i>}
      {view?.mine === true ? (
        <Button type="link" loading={keeping.isPending} onClick={() => keeping.save(view.id)}>
          {text("web.views.save")}
        </Button>
      ) : null}
      <Button type="link" onClick={() => setOpen(true)}>
        {text(view === undefined ? "web.views.save-new" : "web.views.save-as")}
      </Button>
      {view === undefined || !isChanged ? null : (
        <Button type="link" onClick={shown.revert}>
          {text("web.views.revert")}
        </Button>
      )}
      <PopUp title={text("web.views.save-new")} open={open} onClose={() => setOpen(false)}>
        <Naming
          isPending={keeping.isPending}
          onDone={(name, isShared) => keeping.make(name, isShared, () => setOpen(false))}
        />
      </PopUp>
    </span>
  )
}

interface NamingProps {
  readonly isPending: boolean
  readonly onDone: (name: string, isShared: boolean) => void
}

/** The name stays in its field until the view is kept. */
function Naming({ isPending, onDone }: NamingProps) {
  const text = useText()
  const [name, setName] = useState("")
  const [isShared, share] = useState(false)
  const field = useId()
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== "") onDone(name.trim(), isShared)
      }}
    >
      <label htmlFor={field}>{text("web.views.name")}</label>
      <Input
        id={field}
        data-first
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label className="tick-line">
        <input
          type="checkbox"
          checked={isShared}
          onChange={(event) => share(event.target.checked)}
        />
        {text("web.views.share-it")}
      </label>
      <footer>
        <Button type="primary" htmlType="submit" loading={isPending} disabled={name.trim() === ""}>
          {text("web.views.save-it")}
        </Button>
      </footer>
    </form>
  )
}

/** Keeps the conditions first, so that the view can name them, then the view. */
function useKeeping({ shown, parts, words }: SaveViewProps) {
  const navigate = useNavigate()
  const text = useText()
  const { message } = App.useApp()
  const open = (view: string, name: string) => {
    void message.success(text("web.views.kept", { name }))
    void navigate({ to: "/customers", search: { view }, state: (old) => ({ ...old, words: "" }) })
  }
  const make = useChange(
    async (content: Content & { readonly done: () => void }, options) => {
      const { done, ...rest } = content
      const question = await keptId(parts, words)
      const made = await api.view.make({ ...rest, question }, options)
      done()
      return made
    },
    { done: ({ id, name }) => open(id, name) },
  )
  const save = useChange(
    async (view: string, options) =>
      api.view.change(
        { view, ...arrangementOf(shown), question: await keptId(parts, words) },
        options,
      ),
    { done: ({ id, name }) => open(id, name) },
  )
  return {
    isPending: make.isPending || save.isPending,
    save: save.begin,
    make: (name: string, isShared: boolean, done: () => void) =>
      make.begin({ name, shared: isShared, ...arrangementOf(shown), done }),
  }
}

interface Content extends ReturnType<typeof arrangementOf> {
  readonly name: string
  readonly shared: boolean
}

function arrangementOf({ sort, columns }: ShownView) {
  return { sort, columns: columns.map((column) => ({ ...column })) }
}

async function keptId(parts: readonly Question[], words: string): Promise<string | null> {
  const all = words === "" ? parts : [...parts, { is: "search" as const, text: words }]
  const question = questionOf(all)
  if (question === undefined) return null
  const { id } = await api.question.keep({ question }, { context: { key: newKey() } })
  return id
}
