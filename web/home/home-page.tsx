import { CheckCircleOutlined, UploadOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Answered } from "../answered.tsx"
import { useStatus } from "../asking.ts"
import { api } from "../client.ts"
import { Frame } from "../frame.tsx"
import { Figure, Sheet, Strip } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import { RecentBatches } from "./recent-batches.tsx"
import { SourceYields } from "./source-yields.tsx"
import { Today } from "./today.tsx"
import { ValueSheet } from "./value-sheet.tsx"
import { WorkToday } from "./work-today.tsx"

type Status = Awaited<ReturnType<typeof api.system.status>>

/** What stands in the house, what happened lately, where to go on. */
export function HomePage() {
  const text = useText()
  const status = useStatus()
  return (
    <Frame room="home" title={text("web.room.home")}>
      <div className="page home">
        <Answered query={status} rows={8}>
          {(now) => (now.sources === 0 ? <FirstStart /> : <Standing status={now} />)}
        </Answered>
      </div>
    </Frame>
  )
}

/** Nothing was imported yet: what to do, and what will come of it. */
function FirstStart() {
  const text = useText()
  return (
    <>
      <p className="lead">{text("web.home.first")}</p>
      <Sheet className="first-start" title={text("web.home.first-title")}>
        <ol className="rows steps">
          {([1, 2, 3] as const).map((step) => (
            <li key={step}>
              <b>{step}</b>
              <span>{text(`web.home.step-${step}`)}</span>
              <span className="why">{text(`web.home.step-${step}-how`)}</span>
            </li>
          ))}
        </ol>
        <p className="sheet-action">
          <Link to="/collect" className="button-link primary">
            <UploadOutlined /> {text("web.customers.import-file")}
          </Link>
        </p>
      </Sheet>
    </>
  )
}

function Standing({ status }: { readonly status: Status }) {
  const batches = useQuery({
    queryKey: ["batches", "recent"],
    queryFn: ({ signal }) => api.batch.list({ limit: 6 }, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) === true ? 2_000 : false),
  })
  return (
    <>
      <Lead status={status} />
      <Figures status={status} />
      <div className="columns home-columns">
        <WorkToday />
        <RecentBatches query={batches} />
        <Today status={status} />
        <SourceYields />
        <ValueSheet />
      </div>
    </>
  )
}

const moving = new Set(["received", "previewing", "importing", "undoing"])

function isMoving({ state }: { readonly state: string }): boolean {
  return moving.has(state)
}

/** The state of things in one sentence, and how sure the joining is. */
function Lead({ status }: { readonly status: Status }) {
  const text = useText()
  const formats = useFormats()
  const { customers, records, sources, joined, matching } = status
  return (
    <p className="lead">
      {text("web.home.lead", { customers, records, sources })}
      {joined === 0 ? text("web.home.lead-none-joined") : text("web.home.lead-joined", { joined })}
      <small>
        {formats.date(today())} · {text(`web.home.matching-${matching}`)}
      </small>
    </p>
  )
}

function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-")
}

function Figures({ status }: { readonly status: Status }) {
  const text = useText()
  const formats = useFormats()
  const { people, organisations, customers, records, joined, events, sources } = status
  const counted = (n: number, unit: string) => {
    const { value, scale } = formats.figure(n)
    return { value, unit: `${scale}${unit}`, exact: formats.count(n) }
  }
  return (
    <Strip label={text("web.home.figures")}>
      <Figure
        label={text("web.home.customers")}
        {...counted(customers, text("web.unit.customer"))}
        note={text("web.home.customers-note", { people, organisations })}
      />
      <Figure
        label={text("web.home.records")}
        {...counted(records, text("web.unit.record"))}
        note={text("web.home.records-note", { count: sources })}
      />
      <Figure
        label={text("web.home.joined")}
        {...counted(joined, text("web.unit.customer"))}
        note={
          customers === 0
            ? "–"
            : text("web.home.joined-note", { share: formats.percent(joined / customers) })
        }
      />
      <Figure
        label={text("web.home.events")}
        {...counted(events, text("web.unit.event"))}
        note={text("web.home.events-note")}
      />
      <Figure
        label={text("web.home.known")}
        value={<CheckCircleOutlined className="ok-sign" aria-label={text("web.home.known-yes")} />}
        note={text("web.home.known-note")}
      />
    </Strip>
  )
}
