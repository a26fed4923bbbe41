import { useSearch } from "@tanstack/react-router"
import { Frame } from "../frame.tsx"
import { PageTabs } from "../parts.tsx"
import { useText } from "../shown.tsx"
import { BatchList } from "./batch-list.tsx"
import { collectTabs } from "./collect-address.ts"
import { SourceList } from "./source-list.tsx"
import { UploadBox } from "./upload-box.tsx"

/** Where things come in: files with their batches, and the sources behind them. */
export function CollectPage() {
  const text = useText()
  const { tab = "batches" } = useSearch({ from: "/collect" })
  return (
    <Frame
      room="collect"
      title={text("web.room.collect")}
      tabs={
        <PageTabs
          label={text("web.collect.tabs")}
          active={tab}
          items={collectTabs.map((key) => ({
            key,
            word: text(`web.collect.tab-${key}`),
            link: {
              to: "/collect",
              search: key === "batches" ? {} : { tab: key },
              activeOptions: { exact: true },
            },
          }))}
        />
      }
    >
      <div className="page collect">
        {tab === "sources" ? (
          <SourceList />
        ) : (
          <>
            <UploadBox />
            <BatchList />
          </>
        )}
      </div>
    </Frame>
  )
}
