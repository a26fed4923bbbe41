import {
  BarChartOutlined,
  EllipsisOutlined,
  HomeOutlined,
  InboxOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  TeamOutlined,
} from "@ant-design/icons"
import { Link, useNavigate, useRouterState } from "@tanstack/react-router"
import { Button, Input, type InputRef } from "antd"
import { useEffect, useRef, useState, type ReactNode } from "react"
import { HelpSheet } from "./help-sheet.tsx"
import { useKeys } from "./keys.ts"
import { Keycap } from "./parts.tsx"
import { PopUp } from "./pop-up.tsx"
import { useShown, useText, useTouch } from "./shown.tsx"

/** The rooms that have a page, in the order of the house; `key` follows `g`. */
const rooms = [
  { room: "home", to: "/", key: "h", icon: <HomeOutlined /> },
  { room: "collect", to: "/collect", key: "l", icon: <InboxOutlined /> },
  { room: "customers", to: "/customers", key: "c", icon: <TeamOutlined /> },
  { room: "insights", to: "/insights", key: "i", icon: <BarChartOutlined /> },
] as const

export type Room = (typeof rooms)[number]["room"]

interface FrameProps {
  readonly room: Room
  /** Stands in the bar and, with the product's name, in the browser's tab. Never a personal value. */
  readonly title: string
  /** What the bar shows in the title's place, e.g. a way back and a name. */
  readonly heading?: ReactNode
  readonly tabs?: ReactNode
  readonly actions?: ReactNode
  /** False where the page has a search box of its own. */
  readonly finder?: boolean
  readonly children: ReactNode
}

/** Rail on a desk, bottom bar on a phone; one bar with the page's title and its actions; the page. */
export function Frame(props: FrameProps) {
  const { room, title, heading = title, tabs, actions, finder = true, children } = props
  const touch = useTouch()
  const text = useText()
  const [help, setHelp] = useState(false)
  const [more, setMore] = useState(false)
  const top = useHeading(title)
  useRoomKeys(() => setHelp(true))
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {text("web.frame.skip")}
      </a>
      {touch ? null : <Rail room={room} onHelp={() => setHelp(true)} />}
      <header className="bar">
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {touch ? null : <div className="grow">{finder ? <GlobalFinder /> : null}</div>}
        {actions === undefined ? null : <div className="actions">{actions}</div>}
        {touch ? <PhoneFinder shown={finder} /> : <Corner />}
      </header>
      {tabs}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {touch ? <Pocket room={room} onMore={() => setMore(true)} /> : null}
      <HelpSheet open={help} onClose={() => setHelp(false)} />
      <PopUp title={text("web.frame.more")} open={more} onClose={() => setMore(false)}>
        <div className="more">
          <LanguageButton />
          <ModeButton words />
        </div>
      </PopUp>
    </div>
  )
}

let shownPath = location.pathname

/** The title in the tab; and, once another page has come, the focus on its heading. */
function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const text = useText()
  useEffect(() => {
    document.title = text("web.frame.title", { page: title })
  }, [text, title])
  useEffect(() => {
    if (location.pathname === shownPath) return
    shownPath = location.pathname
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  return heading
}

function useRoomKeys(help: () => void): void {
  const navigate = useNavigate()
  useKeys({
    "?": help,
    ...Object.fromEntries(rooms.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
  })
}

interface FinderProps {
  readonly value: string
  readonly onChange: (words: string) => void
  readonly onEnter?: (words: string) => void
  /** Begins with the cursor in it. */
  readonly begin?: boolean
}

/** One box that takes a name, pinyin or its initials, last digits, a number, a company. `/` goes there. */
export function Finder({ value, onChange, onEnter, begin = false }: FinderProps) {
  const text = useText()
  const field = useRef<InputRef>(null)
  useKeys({ "/": () => field.current?.focus({ cursor: "all" }) })
  useEffect(() => {
    if (begin) field.current?.focus()
  }, [begin])
  return (
    <Input
      ref={field}
      className="finder"
      type="search"
      enterKeyHint="search"
      autoComplete="off"
      maxLength={100}
      allowClear
      prefix={<SearchOutlined />}
      suffix={value === "" ? <Keycap>/</Keycap> : null}
      placeholder={text("web.frame.find")}
      aria-label={text("web.frame.find")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) onEnter?.(value)
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) field.current?.blur()
      }}
    />
  )
}

function GlobalFinder() {
  const [words, setWords] = useState("")
  const navigate = useNavigate()
  const find = (wanted: string) => {
    if (wanted.trim() !== "") void navigate({ to: "/customers", state: { words: wanted.trim() } })
  }
  return <Finder value={words} onChange={setWords} onEnter={find} />
}

function PhoneFinder({ shown }: { readonly shown: boolean }) {
  const text = useText()
  if (!shown) return null
  return (
    <Link
      to="/customers"
      state={{ find: true }}
      className="icon-link"
      aria-label={text("web.frame.find")}
    >
      <SearchOutlined />
    </Link>
  )
}

function Corner() {
  return (
    <div className="corner">
      <ModeButton />
      <LanguageButton />
    </div>
  )
}

function ModeButton({ words = false }: { readonly words?: boolean }) {
  const { mode, light } = useShown()
  const text = useText()
  const other = mode === "dark" ? "light" : "dark"
  const says = text(`web.frame.to-${other}`)
  return (
    <Button
      type={words ? "default" : "text"}
      icon={mode === "dark" ? <SunOutlined /> : <MoonOutlined />}
      aria-label={says}
      title={says}
      onClick={() => light(other)}
    >
      {words ? says : null}
    </Button>
  )
}

/** Named in the language it leads to, so that who cannot read this one finds it. */
function LanguageButton() {
  const { language, speak } = useShown()
  const text = useText()
  const other = language === "zh" ? "en" : "zh"
  return (
    <Button type="text" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => speak(other)}>
      {text("web.frame.other-language")}
    </Button>
  )
}

interface RailProps {
  readonly room: Room
  readonly onHelp: () => void
}

function Rail({ room, onHelp }: RailProps) {
  const text = useText()
  return (
    <nav className="rail" aria-label={text("web.frame.rooms")}>
      <span className="seal" aria-hidden="true">
        {text("web.frame.seal")}
      </span>
      <RoomLinks room={room} />
      <span className="grow" />
      <button type="button" onClick={onHelp}>
        <Keycap>?</Keycap>
        <span>{text("web.frame.keys")}</span>
      </button>
    </nav>
  )
}

interface PocketProps {
  readonly room: Room
  readonly onMore: () => void
}

function Pocket({ room, onMore }: PocketProps) {
  const text = useText()
  return (
    <nav className="pocket" aria-label={text("web.frame.rooms")}>
      <RoomLinks room={room} />
      <button type="button" onClick={onMore}>
        <EllipsisOutlined />
        <span>{text("web.frame.more")}</span>
      </button>
    </nav>
  )
}

function RoomLinks({ room }: { readonly room: Room }) {
  const text = useText()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return rooms.map((one) => (
    <Link
      key={one.room}
      to={one.to}
      preload="intent"
      data-here={one.room === room ? "" : undefined}
      aria-current={one.to === path ? "page" : one.room === room ? "true" : undefined}
    >
      {one.icon}
      <span>{text(`web.room.${one.room}`)}</span>
    </Link>
  ))
}
