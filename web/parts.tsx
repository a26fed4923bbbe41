import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  QuestionCircleOutlined,
  StopOutlined,
} from "@ant-design/icons"
import { Link, type LinkProps } from "@tanstack/react-router"
import { lazy, Suspense, type ComponentProps, type ReactNode } from "react"
import { useText } from "./shown.tsx"

const Drawn = lazy(() => import("./drawn-chart.tsx"))

/** The chart library arrives after the page: its place is kept, so nothing jumps. */
export function Chart(props: ComponentProps<typeof Drawn>) {
  return (
    <Suspense fallback={<div style={{ height: props.height }} aria-busy="true" />}>
      <Drawn {...props} />
    </Suspense>
  )
}

const verdictIcons = {
  ok: <CheckCircleOutlined />,
  corrected: <EditOutlined />,
  doubtful: <QuestionCircleOutlined />,
  impossible: <CloseCircleOutlined />,
  denied: <StopOutlined />,
} as const

export type VerdictKind = keyof typeof verdictIcons

interface VerdictMarkProps {
  readonly is: VerdictKind
  /** In dense tables: the word moves to the accessible name, and "ok" draws nothing. */
  readonly bare?: boolean
  readonly note?: string
}

/** Shape, word and colour. */
export function VerdictMark({ is, bare = false, note }: VerdictMarkProps) {
  const text = useText()
  const word = note ?? text(`web.verdict.${is}`)
  const className = `verdict ${is === "denied" ? "impossible" : is}`
  if (bare && is === "ok") return null
  if (bare)
    return (
      <span className={className} role="img" aria-label={word} title={word}>
        {verdictIcons[is]}
      </span>
    )
  return (
    <span className={className}>
      {verdictIcons[is]} {word}
    </span>
  )
}

/** Trust 0–1 as five bars and the figure: bars are read at a glance, the figure settles arguments. */
export function Trust({ of, bare = false }: { readonly of: number; readonly bare?: boolean }) {
  const text = useText()
  const says = text("web.part.trust", { trust: of.toFixed(2) })
  const full = Math.max(1, Math.round(of * 5))
  return (
    <span className="trust" title={says}>
      <svg width="23" height="12" role="img" aria-label={says}>
        {[0, 1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={bar * 5}
            y={8 - bar * 2}
            width="3"
            height={4 + bar * 2}
            rx="1"
            className={bar < full ? "on" : "off"}
          />
        ))}
      </svg>
      {bare ? null : of.toFixed(2)}
    </span>
  )
}

export function Keycap({ children }: { readonly children: ReactNode }) {
  return <kbd className="key">{children}</kbd>
}

interface FigureProps {
  readonly label: string
  readonly value: ReactNode
  readonly unit?: string
  readonly note?: ReactNode
  /** The exact figure behind a rounded one. */
  readonly exact?: string
}

/** A figure in a strip: label above, number below, unit small, an optional note. Never a card of its own. */
export function Figure({ label, value, unit = "", note, exact }: FigureProps) {
  return (
    <div className="figure">
      <span className="label">{label}</span>
      <span className="value" title={exact}>
        {value}
        {unit === "" ? null : <small>{unit}</small>}
      </span>
      {note === undefined ? null : <span className="note">{note}</span>}
    </div>
  )
}

interface StripProps {
  readonly label: string
  readonly kind?: "" | "bare" | "two"
  readonly children: ReactNode
}

/** Figures side by side; on a phone they scroll sideways, hence the focus stop. */
export function Strip({ label, kind = "", children }: StripProps) {
  return (
    <div className={`strip ${kind}`} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

interface SheetProps {
  readonly title?: ReactNode
  readonly extra?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A white sheet with a heading row. Sheets never nest. */
export function Sheet({ title, extra, children, className = "" }: SheetProps) {
  return (
    <section className={`sheet ${className}`}>
      {title === undefined ? null : (
        <header>
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      {children}
    </section>
  )
}

/** One tab of a page: a place with an address. */
export interface PageTab {
  readonly key: string
  readonly word: string
  readonly n?: number | string
  readonly link: LinkProps
}

interface PageTabsProps {
  readonly label: string
  readonly items: readonly PageTab[]
  readonly active: string
  readonly extra?: ReactNode
}

/** Tabs of a page are links, not a tab list: each has an address and opens in a new tab. */
export function PageTabs({ label, items, active, extra }: PageTabsProps) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map(({ key, word, n, link }) => (
        <Link key={key} {...link} aria-current={key === active ? "page" : undefined}>
          {word}
          {n === undefined ? null : <small>{n}</small>}
        </Link>
      ))}
      {extra}
    </nav>
  )
}

interface MeterProps {
  readonly share: number
  readonly label: string
}

/** How much of the whole, as a bar of its own width. */
export function Meter({ share, label }: MeterProps) {
  return (
    <i className="bar-of" role="img" aria-label={label}>
      <i style={{ inlineSize: `${Math.max(0.5, share * 100)}%` }} />
    </i>
  )
}
