import { DownloadOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { TroubleFace, Waiting } from "../answered.tsx"
import { Sheet } from "../parts.tsx"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import { useRejections, type Batch, type Rejection } from "./asking-batch.ts"
import { reasonGroups, type ReasonGroup } from "./reason-groups.ts"
import { rejectionText } from "./rejection-text.ts"

interface RejectionsProps {
  readonly batch: Batch
  /** Before the import reasons are told, after it each row. */
  readonly as: "reasons" | "rows"
  /** Reasons of all rows, where they are known. */
  readonly groups?: readonly ReasonGroup[]
}

/** Why rows are not taken: by reason, then row by row, and as a file to mend. */
export function RejectionsSheet({ batch, as, groups }: RejectionsProps) {
  const text = useText()
  const { rejected } = batch.tally
  const query = useRejections(batch)
  if (rejected === 0) return null
  const known = query.data?.pages.flatMap(({ items }) => items)
  return (
    <Sheet
      title={text("web.batch.reasons", { count: rejected })}
      className="rejections"
      extra={<Download batch={batch} />}
    >
      {known === undefined ? (
        query.isError ? (
          <TroubleFace thrown={query.error} retry={query.refetch} />
        ) : (
          <Waiting rows={4} />
        )
      ) : (
        <>
          {as === "reasons" || reasonGroups(known).length < known.length ? (
            <Reasons
              groups={groups ?? reasonGroups(known)}
              part={groups === undefined && query.hasNextPage ? known.length : undefined}
            />
          ) : null}
          {as === "rows" ? <Rows rejections={known} /> : null}
          {as === "rows" && query.hasNextPage ? (
            <p className="more-events">
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text("web.batch.more-rows")}
              </Button>
            </p>
          ) : null}
        </>
      )}
      <p className="advice">{text("web.batch.download-how")}</p>
    </Sheet>
  )
}

function Download({ batch }: { readonly batch: Batch }) {
  const text = useText()
  return (
    <a href={`/api/v1/batches/${batch.id}/rejected.csv`} download={`rejected-${batch.id}.csv`}>
      <DownloadOutlined /> {text("web.batch.download")}
    </a>
  )
}

interface ReasonsProps {
  readonly groups: readonly ReasonGroup[]
  /** Of so many rows only, where there are more. */
  readonly part: number | undefined
}

function Reasons({ groups, part }: ReasonsProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  return (
    <table className="plain-table reasons">
      <thead>
        <tr>
          <th scope="col">{text("web.batch.col-reason")}</th>
          <th scope="col" className="number">
            {text("web.batch.col-rows")}
          </th>
          <th scope="col" className="number">
            {text("web.batch.col-first")}
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ code, rows, first }) => (
          <tr key={`${code} ${first.row}`}>
            <th scope="row">{rejectionText(language, first)}</th>
            <td className="number">{formats.count(rows)}</td>
            <td className="number">{text("web.batch.row", { row: first.row })}</td>
          </tr>
        ))}
      </tbody>
      {part === undefined ? null : (
        <caption>{text("web.batch.reasons-part", { count: part })}</caption>
      )}
    </table>
  )
}

function Rows({ rejections }: { readonly rejections: readonly Rejection[] }) {
  const text = useText()
  const formats = useFormats()
  const touch = useTouch()
  const { language } = useShown()
  return (
    <>
      <h3>{text("web.batch.rejected-rows")}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {text("web.batch.col-row")}
            </th>
            {touch ? null : <th scope="col">{text("web.batch.col-column")}</th>}
            <th scope="col">{text("web.batch.col-reason")}</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map((rejection) => (
            <tr key={rejection.row}>
              <td className="number">{formats.count(rejection.row)}</td>
              {touch ? null : (
                <td className="quiet">{rejection.column ?? text("web.batch.whole-row")}</td>
              )}
              <td>{rejectionText(language, rejection)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
