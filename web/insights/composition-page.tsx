import { Link, useSearch } from "@tanstack/react-router"
import { Frame } from "../frame.tsx"
import { useShown, useText } from "../shown.tsx"
import { aspectName } from "./aspect-name.ts"
import { aspects, type Aspect } from "./composition-address.ts"
import { CompositionFindings } from "./composition-findings.tsx"
import { InsightTabs } from "./insight-tabs.tsx"
import { TrendsFindings } from "./trends-findings.tsx"

/** Who the customers are, and when they came. */
export function CompositionPage() {
  const text = useText()
  const { by = "age" } = useSearch({ from: "/insights/composition" })
  return (
    <Frame
      room="insights"
      title={text("web.insights.title")}
      tabs={<InsightTabs active="composition" />}
    >
      <div className="page composition">
        <Aspects active={by} />
        {by === "new" ? <TrendsFindings /> : <CompositionFindings key={by} by={by} />}
      </div>
    </Frame>
  )
}

/** On a phone the row is longer than the screen. */
function intoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ inline: "center", block: "nearest" })
}

/** By what: places with an address, as tabs are. */
function Aspects({ active }: { readonly active: Aspect }) {
  const text = useText()
  const { language } = useShown()
  return (
    <nav className="aspects" aria-label={text("web.composition.aspects")}>
      {aspects.map((by) => (
        <Link
          key={by}
          ref={by === active ? intoView : undefined}
          to="/insights/composition"
          search={{ by }}
          aria-current={by === active ? "page" : undefined}
        >
          {aspectName(language, by)}
        </Link>
      ))}
    </nav>
  )
}
