import { SearchOutlined, SortDescendingOutlined, UploadOutlined } from "@ant-design/icons"
import { Link, useNavigate, useRouterState, useSearch } from "@tanstack/react-router"
import { useEffect, useRef, useState, type ReactNode } from "react"
import type { Question } from "#contract"
import { Answered, Face, TroubleFace, Waiting } from "../answered.tsx"
import { useStatus } from "../asking.ts"
import { Finder, Frame } from "../frame.tsx"
import { Chips } from "../question/chips.tsx"
import { partsOf } from "../question/question-parts.ts"
import { useKeptQuestion, useOpenQuestion } from "../question/use-question.ts"
import { useFormats, useText, useTouch } from "../shown.tsx"
import { ListAsItWas } from "./list-as-it-was.tsx"
import { CustomerList } from "./customer-list.tsx"
import { NothingMatches } from "./nothing-matches.tsx"
import { CustomerSorts, type CustomerSort } from "./sort.ts"
import { useCount, useFirstPage, type Asked } from "./use-rows.ts"

/** The list: search box, conditions, how many, and all of them without page numbers. */
export function CustomersPage() {
  const text = useText()
  const touch = useTouch()
  const { q, sort = "-updated", asOf } = useSearch({ from: "/customers" })
  const kept = useKeptQuestion(q)
  const { words, settled, begin, setWords } = useWords()
  const question = useOpenQuestion(asOf === undefined ? {} : { asOf })
  const asked: Asked = {
    sort,
    ...(q === undefined ? {} : { kept: q }),
    ...(settled === "" ? {} : { search: settled }),
    ...(asOf === undefined ? {} : { asOf }),
  }
  const parts = kept.data === undefined ? [] : partsOf(kept.data.question)
  return (
    <Frame
      room="customers"
      title={text("web.room.customers")}
      finder={false}
      actions={touch ? undefined : <ImportLink />}
    >
      <div className="page list">
        <div className="query">
          <Finder value={words} onChange={setWords} begin={begin} />
          <Chips parts={parts} onChange={question.open} />
        </div>
        {asOf === undefined ? null : <ListAsItWas asOf={asOf} />}
        {kept.isError ? (
          <TroubleFace thrown={kept.error} retry={kept.refetch} />
        ) : (
          <Found asked={asked} parts={parts} open={question.open} clear={() => setWords("")} />
        )}
      </div>
    </Frame>
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

interface FoundProps {
  readonly asked: Asked
  readonly parts: readonly Question[]
  readonly open: (question: Question | undefined) => void
  readonly clear: () => void
}

/** The rows of what was asked last; while a new question is on the way the old rows stay. */
function Found({ asked, parts, open, clear }: FoundProps) {
  const first = useFirstPage(asked)
  const [ready, setReady] = useState<Asked>()
  const key = JSON.stringify(asked)
  const readyKey = JSON.stringify(ready)
  useEffect(() => {
    if (first.isSuccess && key !== readyKey) setReady(asked)
  })
  if (first.isError) return <TroubleFace thrown={first.error} retry={first.refetch} />
  if (ready === undefined) return <Waiting rows={14} />
  const nothing = first.data?.items.length === 0
  return (
    <>
      <Summary asked={asked} />
      {nothing ? (
        <Nothing asked={asked} parts={parts} open={open} clear={clear} />
      ) : (
        <Rows asked={ready} isLate={key !== readyKey} />
      )}
    </>
  )
}

function Rows({ asked, isLate }: { readonly asked: Asked; readonly isLate: boolean }) {
  const count = useCount(asked).data?.count
  return (
    <div className="rows-holder">
      {isLate ? <i className="refreshing" aria-hidden="true" /> : null}
      <CustomerList key={JSON.stringify(asked)} asked={asked} count={count} />
    </div>
  )
}

function Nothing({ asked, parts, open, clear }: FoundProps): ReactNode {
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

function Summary({ asked }: { readonly asked: Asked }) {
  const text = useText()
  const formats = useFormats()
  const counted = useCount(asked)
  const count = counted.data?.count
  return (
    <div className="summary">
      <b role="status">
        {count === undefined
          ? text("web.customers.counting")
          : text("web.customers.found", { count, shown: formats.count(count) })}
      </b>
      <span className="grow" />
      <SortChoice sort={asked.sort} />
    </div>
  )
}

function SortChoice({ sort }: { readonly sort: CustomerSort }) {
  const text = useText()
  const navigate = useNavigate()
  return (
    <label className="sort-choice">
      <SortDescendingOutlined aria-hidden="true" />
      <select
        aria-label={text("web.customers.sort")}
        value={sort}
        onChange={(event) => {
          const wanted = CustomerSorts.find((one) => one === event.target.value)
          void navigate({
            to: "/customers",
            search: (old) => ({ ...old, ...(wanted === undefined ? {} : { sort: wanted }) }),
            state: (old) => old,
            replace: true,
          })
        }}
      >
        {CustomerSorts.map((one) => (
          <option key={one} value={one}>
            {text(`web.customers.sort-${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
