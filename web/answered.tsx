import {
  DisconnectOutlined,
  LockOutlined,
  ReloadOutlined,
  WarningOutlined,
} from "@ant-design/icons"
import type { UseQueryResult } from "@tanstack/react-query"
import { Button } from "antd"
import { useEffect, useState, type ReactNode } from "react"
import { useShown, useText } from "./shown.tsx"
import { troubleOf } from "./trouble.ts"

interface AnsweredProps<Data> {
  readonly query: UseQueryResult<Data>
  readonly children: (data: Data) => ReactNode
  /** Rows of the skeleton: as many as will stand there, so that nothing jumps. */
  readonly rows?: number
  readonly isEmpty?: (data: Data) => boolean
  /** What stands there when nothing is: what is missing, and the one next step. */
  readonly empty?: ReactNode
  /** A failure that is a state of its own here: return its face, or nothing for the usual one. */
  readonly failed?: (thrown: unknown) => ReactNode
}

/** What a query has come to: waiting, an answer, nothing, trouble. Each has its own face. */
export function Answered<Data>(props: AnsweredProps<Data>) {
  const { query, children, rows = 5, isEmpty, empty, failed } = props
  if (query.data !== undefined) {
    return (
      <>
        {query.isRefetching ? <i className="refreshing" aria-hidden="true" /> : null}
        {isEmpty?.(query.data) === true ? empty : children(query.data)}
      </>
    )
  }
  if (query.isError) {
    return failed?.(query.error) ?? <TroubleFace thrown={query.error} retry={query.refetch} />
  }
  return <Waiting rows={rows} />
}

/** Nothing for 200 ms, then rows of the true height; after 3 s it says that it takes long. */
export function Waiting({ rows }: { readonly rows: number }) {
  const text = useText()
  const waited = useWaited([200, 3_000])
  if (waited === 0)
    return (
      <div
        className="skeleton"
        aria-busy="true"
        style={{ minBlockSize: `calc(var(--row) * ${rows})` }}
      />
    )
  return (
    <div role="status" aria-busy="true" aria-label={text("web.state.loading")}>
      <ul className="skeleton" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <li key={row}>
            <i style={{ inlineSize: 14 }} />
            <i style={{ inlineSize: 88 + ((row * 37) % 62) }} />
            <i style={{ inlineSize: 84 }} />
            <i className="end" style={{ inlineSize: 60 }} />
          </li>
        ))}
      </ul>
      {waited === 2 ? <p className="quiet">{text("web.state.still-loading")}</p> : null}
    </div>
  )
}

interface FaceProps {
  readonly icon: ReactNode
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Something broke; other faces are ordinary states. */
  readonly isTrouble?: boolean
}

/** The face of a state: a sign, what is so, what it means, what to do. */
export function Face({ icon, title, children, actions, isTrouble = false }: FaceProps) {
  return (
    <div
      className={isTrouble ? "message trouble" : "message"}
      role={isTrouble ? "alert" : undefined}
    >
      <i aria-hidden="true">{icon}</i>
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <div>{actions}</div>}
    </div>
  )
}

interface TroubleFaceProps {
  readonly thrown: unknown
  readonly retry: () => unknown
}

/** What went wrong, and what to do about it. */
export function TroubleFace({ thrown, retry }: TroubleFaceProps) {
  const text = useText()
  const { language } = useShown()
  const trouble = troubleOf(language, thrown)
  if (trouble.kind === "unreachable") return <Unreachable retry={retry} />
  if (trouble.kind === "no-session")
    return (
      <Face icon={<LockOutlined />} title={text("web.state.no-session")}>
        {text("web.state.no-session-how")}
      </Face>
    )
  if (trouble.kind === "no-right")
    return (
      <Face icon={<LockOutlined />} title={text("web.state.no-right")}>
        {trouble.sentence}
      </Face>
    )
  return (
    <Face
      isTrouble
      icon={<WarningOutlined />}
      title={text("web.state.failed")}
      actions={
        <Button icon={<ReloadOutlined />} onClick={() => void retry()}>
          {text("web.state.retry")}
        </Button>
      }
    >
      {trouble.sentence} <small className="mono">{trouble.code}</small>
    </Face>
  )
}

/** Tries again by itself, and says when. */
function Unreachable({ retry }: { readonly retry: () => unknown }) {
  const text = useText()
  const left = useCountdown(8, retry)
  return (
    <Face
      icon={<DisconnectOutlined />}
      title={text("web.state.unreachable")}
      actions={
        <Button type="primary" icon={<ReloadOutlined />} onClick={() => void retry()}>
          {text("web.state.retry")} <small>{text("web.state.retry-in", { seconds: left })}</small>
        </Button>
      }
    >
      {text("web.state.unreachable-how")}
    </Face>
  )
}

function useCountdown(seconds: number, done: () => unknown): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setTimeout(() => (left <= 1 ? done() : setLeft(left - 1)), 1_000)
    return () => clearTimeout(timer)
  })
  return left
}

/** How many of the moments (ms since it appeared) have passed. */
function useWaited(moments: readonly [number, number]): number {
  const [waited, setWaited] = useState(0)
  const [soon, late] = moments
  useEffect(() => {
    const timers = [soon, late].map((moment, at) => setTimeout(() => setWaited(at + 1), moment))
    return () => timers.forEach(clearTimeout)
  }, [soon, late])
  return waited
}
