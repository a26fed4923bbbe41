import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "antd"
import { useEffect, useRef, useState } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useText } from "../shown.tsx"

type BulkEdit = Awaited<ReturnType<typeof api.bulk.list>>[number]

const lookEveryMs = 700
/** How long what is done is still told, in ms. */
const told = 10 * 60_000

/** How far the last edit of many is; it goes on when the page is left, and is found here again. */
export function BulkProgress() {
  const [seen, see] = useState<string>()
  const query = useQuery({
    queryKey: ["bulk-edits"],
    queryFn: ({ signal }) => api.bulk.list(undefined, { signal }),
    refetchInterval: ({ state }) => (isGoingOn(state.data?.[0]) ? lookEveryMs : false),
  })
  const last = query.data?.[0]
  useFresh(last)
  if (last === undefined || seen === `${last.id} ${last.state}` || !isWorthTelling(last))
    return null
  return <Line edit={last} onClose={() => see(`${last.id} ${last.state}`)} />
}

function isGoingOn(edit: BulkEdit | undefined): boolean {
  return edit?.state === "running" || edit?.state === "undoing"
}

function isWorthTelling(edit: BulkEdit): boolean {
  return edit.finished === null || Date.parse(edit.finished) > Date.now() - told
}

/** Once it is through, everything on the page is asked anew. */
function useFresh(edit: BulkEdit | undefined): void {
  const client = useQueryClient()
  const wasGoingOn = useRef(false)
  const now = isGoingOn(edit)
  useEffect(() => {
    if (wasGoingOn.current && !now) void client.invalidateQueries()
    wasGoingOn.current = now
  }, [client, now])
}

interface LineProps {
  readonly edit: BulkEdit
  readonly onClose: () => void
}

function Line({ edit, onClose }: LineProps) {
  const text = useText()
  const undo = useChange(api.bulk.undo)
  const { id, state, total, changed, done, undone, failure } = edit
  const [through, all] = state === "undoing" ? [undone, changed] : [done, total]
  return (
    <div className="bulk-line" role="region" aria-label={text("web.tag.progress")}>
      <span role="status">{saying(text, edit)}</span>
      {isGoingOn(edit) ? (
        <progress aria-label={text("web.tag.progress")} max={Math.max(1, all)} value={through} />
      ) : null}
      {failure === null ? null : <span>{text("web.tag.failed")}</span>}
      {state === "running" || (state === "done" && changed > 0) ? (
        <Button
          type="link"
          loading={undo.isPending}
          onClick={() => undo.begin({ bulk: String(id) })}
        >
          {text(state === "running" ? "web.tag.stop" : "web.tag.undo")}
        </Button>
      ) : null}
      {isGoingOn(edit) ? null : (
        <Button type="text" onClick={onClose}>
          {text("web.tag.close")}
        </Button>
      )}
    </div>
  )
}

function saying(
  text: ReturnType<typeof useText>,
  { state, tag, removes, total, done, changed, undone }: BulkEdit,
): string {
  const way = removes ? "remove" : "add"
  if (state === "running") return text(`web.tag.running-${way}`, { tag, done, total })
  if (state === "done") return text(`web.tag.done-${way}`, { tag, count: changed })
  if (state === "undoing") return text("web.tag.undoing", { tag, done: undone, total: changed })
  return text("web.tag.undone", { tag })
}
