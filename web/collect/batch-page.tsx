import { FileUnknownOutlined } from "@ant-design/icons"
import { ORPCError } from "@orpc/client"
import { Link, useParams } from "@tanstack/react-router"
import { Answered, Face } from "../answered.tsx"
import { Frame } from "../frame.tsx"
import { useText, useTouch } from "../shown.tsx"
import { isWorking, useBatch, useFollow, type Batch } from "./asking-batch.ts"
import { PlanView } from "./plan-view.tsx"
import { ResultActions } from "./result-actions.tsx"
import { ResultView } from "./result-view.tsx"
import { Steps } from "./steps.tsx"
import { StoppedView } from "./stopped-view.tsx"
import { WorkView } from "./work-view.tsx"

/** One delivery, from the first look at it to its undo. */
export function BatchPage() {
  const text = useText()
  const { batch } = useParams({ from: "/collect/$batch" })
  const query = useBatch(batch)
  useFollow(batch, query.data !== undefined && isWorking(query.data))
  const touch = useTouch()
  const actions = query.data?.state === "done" ? <ResultActions batch={query.data} /> : undefined
  const title = text("web.batch.title", { batch })
  return (
    <Frame
      room="collect"
      title={title}
      actions={touch ? undefined : actions}
      heading={
        <>
          <Link to="/collect">{text("web.room.collect")}</Link> / {title}
        </>
      }
    >
      <div className="page batch">
        <Answered
          query={query}
          rows={10}
          failed={(thrown) => (isUnknown(thrown) ? <UnknownBatch /> : undefined)}
        >
          {(now) => (
            <>
              <Steps state={now.state} />
              <View key={String(now.id)} batch={now} />
            </>
          )}
        </Answered>
        {touch && actions !== undefined ? <div className="thumb two">{actions}</div> : null}
      </div>
    </Frame>
  )
}

const views = {
  received: PlanView,
  previewed: PlanView,
  previewing: WorkView,
  importing: WorkView,
  undoing: WorkView,
  paused: StoppedView,
  failed: StoppedView,
  cancelled: StoppedView,
  done: ResultView,
  undone: ResultView,
} as const

function View({ batch }: { readonly batch: Batch }) {
  const Shown = views[batch.state]
  return <Shown batch={batch} />
}

function UnknownBatch() {
  const text = useText()
  return (
    <Face
      icon={<FileUnknownOutlined />}
      title={text("web.batch.unknown")}
      actions={
        <Link to="/collect" className="button-link primary">
          {text("web.batch.to-list")}
        </Link>
      }
    >
      {text("web.batch.unknown-how")}
    </Face>
  )
}

function isUnknown(thrown: unknown): boolean {
  if (!(thrown instanceof ORPCError)) return false
  return ["collect/unknown-batch", "server/input"].includes(String(thrown.code))
}
