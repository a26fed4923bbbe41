import { SearchOutlined, UploadOutlined } from "@ant-design/icons"
import { Link, useNavigate, useRouterState, useSearch } from "@tanstack/react-router"
import { useEffect, useRef, useState, type ReactNode } from "react"
import type { Question } from "#contract"
import { Answered, Face, TroubleFace, Waiting } from "../answered.tsx"
import { useStatus } from "../asking.ts"
import { Finder, Frame } from "../frame.tsx"
import { Chips } from "../question/chips.tsx"
import { partsOf } from "../question/question-parts.ts"
import { useKeptQuestion, useOpenQuestion } from "../question/use-question.ts"
import { useText, useTouch } from "../shown.tsx"
import { FoundRows } from "./found-rows.tsx"
import { ListAsItWas } from "./list-as-it-was.tsx"
import { NothingMatches } from "./nothing-matches.tsx"
import { SaveView } from "./save-view.tsx"
import { useFirstPage, type Asked } from "./use-rows.ts"
import { useListColumns, useShownView, useViews, type ListColumn, type View } from "./use-view.ts"
import { ViewTabs } from "./view-tabs.tsx"

/** The list: views, search box, conditions, how many, and all of them without page numbers. */
export function CustomersPage() {
  const text = useText()
  const touch = useTouch()
  const views = useViews()
  const columns = useListColumns()
  const isOpening = useOpening(views.data)
  const known = columns.data
  const ready = views.data !== undefined && known !== undefined && !isOpening
  const trouble = [views, columns].find((query) => query.isError && query.data === undefined)
  return (
    <Frame
      room="customers"
      title={text("web.room.customers")}
      finder={false}
      actions={touch ? undefined : <ImportLink />}
      tabs={<Tabs views={views.data ?? []} />}
    >
      <div className="page list">
        {ready ? <List views={views.data} known={known} /> : null}
        {trouble === undefined ? null : (
          <TroubleFace thrown={trouble.error} retry={trouble.refetch} />
        )}
        {ready || trouble !== undefined ? null : <Waiting rows={14} />}
      </div>
    </Frame>
  )
}

function Tabs({ views }: { readonly views: readonly View[] }) {
  const { view } = useSearch({ from: "/customers" })
  return <ViewTabs views={views} shown={views.find(({ id }) => id === view)} />
}

/** An address that says nothing opens the view that its reader chose for that. */
function useOpening(views: readonly View[] | undefined): boolean {
  const navigate = useNavigate()
  const address = useSearch({ from: "/customers" })
  const { words, find } = useRouterState({ select: ({ location }) => location.state })
  const isBare = Object.keys(address).length === 0 && (words ?? "") === "" && find !== true
  const first = isBare ? views?.find(({ opens }) => opens) : undefined
  useEffect(() => {
    if (first !== undefined)
      void navigate({ to: "/customers", search: { view: first.id }, replace: true })
  }, [first, navigate])
  return first !== undefined
}

interface ListProps {
  readonly views: readonly View[]
  readonly known: readonly ListColumn[]
}

function List({ views, known }: ListProps) {
  const shown = useShownView(views, known)
  const kept = useKeptQuestion(shown.q)
  const { words, settled, begin, setWords } = useWords()
  const { asOf } = useSearch({ from: "/customers" })
  const question = useOpenQuestion(asOf === undefined ? {} : { asOf })
  const asked: Asked = {
    sort: shown.sort,
    ...(shown.q === undefined ? {} : { kept: shown.q }),
    ...(settled === "" ? {} : { search: settled }),
    ...(asOf === undefined ? {} : { asOf }),
  }
  const parts = kept.data === undefined ? [] : partsOf(kept.data.question)
  const found = { asked, parts, open: question.open, clear: () => setWords("") }
  return (
    <>
      <div className="query">
        <Finder value={words} onChange={setWords} begin={begin} />
        <Chips parts={parts} onChange={question.open} />
        <SaveView shown={shown} parts={parts} words={settled} />
      </div>
      {asOf === undefined ? null : <ListAsItWas asOf={asOf} />}
      {kept.isError ? (
        <TroubleFace thrown={kept.error} retry={kept.refetch} />
      ) : (
        <Found {...found} rows={(of) => <FoundRows {...of} shown={shown} known={known} />} />
      )}
    </>
  )
}

function ImportLink() {
  const text = useText()
  return (
    <Link to="/collect" className="button-link">
      <UploadOutlined /> {text("web.customers.import")}
    </Link>
  )
}

/**
 * What is looked for lives beside the address (`history.state`), never in it; it is asked for when
 * the typing rests.
 */
function useWords() {
  const navigate = useNavigate()
  const state = useRouterState({ select: ({ location }) => location.state })
  const settled = state.words ?? ""
  const [words, setWords] = useState(settled)
  const came = useRef(settled)
  if (came.current !== settled) {
    came.current = settled
    if (settled !== words.trim()) setWords(settled)
  }
  useEffect(() => {
    if (words.trim() === settled) return undefined
    const timer = setTimeout(() => {
      void navigate({
        to: "/customers",
        search: (old) => old,
        state: (old) => ({ ...old, words: words.trim() }),
        replace: true,
      })
    }, 180)
    return () => clearTimeout(timer)
  }, [words, settled, navigate])
  return { words, settled, begin: state.find === true, setWords }
}

interface AskedProps {
  readonly asked: Asked
  readonly parts: readonly Question[]
  readonly open: (question: Question | undefined) => void
  readonly clear: () => void
}

interface FoundProps extends AskedProps {
  readonly rows: (of: { readonly asked: Asked; readonly isLate: boolean }) => ReactNode
}

/** The rows of what was asked last; while a new question is on the way the old rows stay. */
function Found({ rows, ...of }: FoundProps) {
  const { asked } = of
  const first = useFirstPage(asked)
  const [ready, setReady] = useState<Asked>()
  const key = JSON.stringify(asked)
  const readyKey = JSON.stringify(ready)
  useEffect(() => {
    if (first.isSuccess && key !== readyKey) setReady(asked)
  })
  if (first.isError) return <TroubleFace thrown={first.error} retry={first.refetch} />
  if (ready === undefined) return <Waiting rows={14} />
  if (first.data?.items.length === 0) return <Nothing {...of} />
  return rows({ asked: ready, isLate: key !== readyKey })
}

function Nothing({ asked, parts, open, clear }: AskedProps): ReactNode {
  const status = useStatus()
  return (
    <Answered query={status} rows={8}>
      {({ customers }) =>
        customers === 0 ? (
          <NoCustomers />
        ) : (
          <NothingMatches asked={asked} parts={parts} open={open} clear={clear} />
        )
      }
    </Answered>
  )
}

function NoCustomers() {
  const text = useText()
  return (
    <Face
      icon={<SearchOutlined />}
      title={text("web.customers.none")}
      actions={
        <Link to="/collect" className="button-link primary">
          <UploadOutlined /> {text("web.customers.import-file")}
        </Link>
      }
    >
      {text("web.customers.none-how")}
    </Face>
  )
}
