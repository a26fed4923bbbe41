import { DownloadOutlined } from "@ant-design/icons"
import { TroubleFace, Waiting } from "../answered.tsx"
import { Sheet } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { useRejections, type Batch } from "./asking-batch.ts"
import { MendRows } from "./mend-rows.tsx"
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
          {as === "rows" ? <MendRows batch={batch} /> : null}
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
