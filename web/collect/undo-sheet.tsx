import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { ValueChanges } from "./value-change.tsx"

type Account = Awaited<ReturnType<typeof api.undoing.read>>
type Undone = Awaited<ReturnType<typeof api.undoing.list>>["items"][number]
import { MoreRows } from "./more-rows.tsx"

interface UndoProps {
  readonly batch: Batch
}

/** What an undo keeps and why: said before it, and after it with what it did. */
export function UndoSheet({ batch }: UndoProps) {
  const text = useText()
  const { id, state } = batch
  const query = useQuery({
    queryKey: ["undoing", String(id), state],
    queryFn: ({ signal }) => api.undoing.read({ batch: String(id) }, { signal }),
  })
  return (
    <Sheet title={text(state === "undone" ? "web.undo.kept" : "web.batch.undo-effect")}>
      <Answered query={query} rows={3}>
        {(account) => <Told account={account} batch={batch} />}
      </Answered>
    </Sheet>
  )
}

function Told({ account, batch }: UndoProps & { readonly account: Account }) {
  const text = useText()
  const { alone, back, later, typed, decisions, facts, customers } = account
  const counts = { alone, typed, decisions, facts }
  const kinds = ["alone", "facts", "typed", "decisions"] as const
  return (
    <>
      <ul className="rows effect">
        {customers === null ? null : <li>{text("web.undo.customers", { ...customers })}</li>}
        {kinds.map((kind) =>
          counts[kind] === 0 ? null : (
            <li key={kind}>{text(`web.undo.${kind}`, { count: counts[kind] })}</li>
          ),
        )}
        {back.map((saying) => (
          <Saying key={`back ${saying.batch}`} kind="back" saying={saying} />
        ))}
        {later.map((saying) => (
          <Saying key={`later ${saying.batch}`} kind="later" saying={saying} />
        ))}
      </ul>
      {batch.tally.rejected === 0 ? null : <p className="advice">{text("web.undo.mended")}</p>}
    </>
  )
}

interface SayingProps {
  readonly kind: "back" | "later"
  readonly saying: Account["back"][number]
}

function Saying({ kind, saying }: SayingProps) {
  const text = useText()
  const formats = useFormats()
  const { batch, source, records, received } = saying
  return (
    <li>
      {text(`web.undo.${kind}`, { count: records, source })}{" "}
      <Link to="/collect/$batch" params={{ batch: String(batch) }}>
        {text("web.batch.title", { batch: String(batch) })}
      </Link>{" "}
      <time className="quiet" title={formats.exactly(received)}>
        {formats.past(received)}
      </time>
    </li>
  )
}

const firstPage: string | null = null

/** Customers that an undo took away or made others of, value by value. */
export function UndoneSheet({ batch }: UndoProps) {
  const text = useText()
  const id = String(batch.id)
  const query = useInfiniteQuery({
    queryKey: ["undone", id],
    queryFn: ({ signal, pageParam }) =>
      api.undoing.list(
        { batch: id, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <Sheet title={text("web.undo.one-by-one")}>
      <ul className="rows foreseen-rows">
        {items.map((item) => (
          <UndoneLine key={item.id} item={item} />
        ))}
      </ul>
      <MoreRows query={query} />
    </Sheet>
  )
}

function UndoneLine({ item }: { readonly item: Undone }) {
  const text = useText()
  const formats = useFormats()
  const { id, name, number, gone, values } = item
  const named = (
    <>
      {name === "" ? text("web.foresight.nameless") : name} <small>{number}</small>
    </>
  )
  if (gone)
    return (
      <li>
        <span>
          {named} <span className="quiet">{text("web.undo.gone")}</span>
        </span>
      </li>
    )
  const witnesses = new Map(values.flatMap(({ by }) => (by === null ? [] : [[by.source, by]])))
  return (
    <li>
      <span>
        <Link to="/customers/$customer" params={{ customer: id }}>
          {named}
        </Link>
      </span>
      <ValueChanges values={values} />
      {[...witnesses.values()].map(({ source, at }) => (
        <small key={source} title={formats.exactly(at)}>
          {text("web.undo.says", { source, time: formats.past(at) })}
        </small>
      ))}
    </li>
  )
}
