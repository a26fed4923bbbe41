import { PageTabs } from "../parts.tsx"
import { useText } from "../shown.tsx"

interface InsightTabsProps {
  readonly active: "value" | "composition"
}

export function InsightTabs({ active }: InsightTabsProps) {
  const text = useText()
  const exact = { activeOptions: { exact: true } }
  return (
    <PageTabs
      label={text("web.insights.tabs")}
      active={active}
      items={[
        {
          key: "value",
          word: text("web.insights.tab-value"),
          link: { to: "/insights", ...exact },
        },
        {
          key: "composition",
          word: text("web.insights.tab-composition"),
          link: { to: "/insights/composition", ...exact },
        },
      ]}
    />
  )
}
