import { AppstoreOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { PageTabs } from "../parts.tsx"
import { useText } from "../shown.tsx"
import type { View } from "./use-view.ts"
import { ViewsSheet } from "./views-sheet.tsx"

interface ViewTabsProps {
  readonly views: readonly View[]
  readonly shown: View | undefined
}

/** The list that nobody has arranged, the views at the head of it, and the way to all of them. */
export function ViewTabs({ views, shown }: ViewTabsProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const pinned = views.filter((view) => view.pinned || view.id === shown?.id)
  return (
    <>
      <PageTabs
        label={text("web.views.title")}
        active={shown?.id ?? "all"}
        items={[
          { key: "all", word: text("web.views.all"), link: link("all") },
          ...pinned.map(({ id, name }) => ({ key: id, word: name, link: link(id) })),
        ]}
        extra={
          views.length === 0 ? undefined : (
            <Button
              className="tabs-extra"
              type="text"
              icon={<AppstoreOutlined />}
              onClick={() => setOpen(true)}
            >
              {text("web.views.manage", { count: views.length })}
            </Button>
          )
        }
      />
      <ViewsSheet views={views} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

function link(view: string) {
  return { to: "/customers", search: { view } } as const
}
