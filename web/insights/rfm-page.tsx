import { BarChartOutlined, LineOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Button } from "antd"
import { ORPCError } from "@orpc/client"
import type { ReactNode } from "react"
import { Answered, Face } from "../answered.tsx"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { Frame } from "../frame.tsx"
import { segmentName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { InsightTabs } from "./insight-tabs.tsx"
import { RfmFindings } from "./rfm-findings.tsx"
import { findingOf, type RfmAnswer } from "./rfm-picture.ts"

/** Value: how lately, how often and for how much customers bought. */
export function RfmPage() {
  const text = useText()
  const query = useQuery({
    queryKey: ["rfm"],
    queryFn: ({ signal }) => api.analysis.rfm(undefined, { signal }),
  })
  const run = useChange(api.analysis.runRfm)
  return (
    <Frame room="insights" title={text("web.insights.title")} tabs={<InsightTabs active="value" />}>
      <div className="page rfm">
        <Answered query={query} rows={16} failed={(thrown) => noRun(thrown, run)}>
          {(answer) => (
            <>
              <FindingLine answer={answer} />
              <RfmFindings
                answer={answer}
                isRunning={run.isPending}
                onAsOf={(asOf) => run.begin({ asOf })}
              />
            </>
          )}
        </Answered>
      </div>
    </Frame>
  )
}

type Run = ReturnType<typeof useChange<{ asOf?: string }, unknown>>

function noRun(thrown: unknown, run: Run): ReactNode {
  if (!isFailure(thrown, "analyse/no-run")) return null
  return isFailure(run.error, "analyse/not-enough-data") ? <TooLittle /> : <NoRun run={run} />
}

function isFailure(thrown: unknown, code: string): boolean {
  return thrown instanceof ORPCError && thrown.code === code
}

function NoRun({ run }: { readonly run: Run }) {
  const text = useText()
  return (
    <Face
      icon={<BarChartOutlined />}
      title={text("web.insights.no-run")}
      actions={
        <Button type="primary" loading={run.isPending} onClick={() => run.begin({})}>
          {text("web.insights.run")}
        </Button>
      }
    >
      {text("web.insights.no-run-how")}
    </Face>
  )
}

function TooLittle() {
  const text = useText()
  return (
    <Face icon={<LineOutlined />} title={text("web.insights.too-little")}>
      {text("web.insights.too-little-how")}
    </Face>
  )
}

/** The most important sentence of the page. */
function FindingLine({ answer }: { readonly answer: RfmAnswer }) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const { best, away } = findingOf(answer)
  return (
    <p className="lead">
      {best === undefined
        ? text("web.insights.no-money")
        : text("web.insights.finding", {
            share: formats.percent(best.share),
            segment: segmentName(language, best.segment),
            money: formats.percent(best.moneyShare ?? 0),
          })}
      {away === 0 ? null : text("web.insights.finding-away", { count: away })}
      <small>
        {text("web.insights.basis", { count: answer.n, date: formats.date(answer.run.asOf) })}
      </small>
    </p>
  )
}
