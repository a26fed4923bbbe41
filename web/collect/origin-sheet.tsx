import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { useSources } from "../asking.ts"
import { Sheet, Trust } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { delimiterText } from "./delimiter-text.ts"
import { sourceKindText } from "../source-kind-text.ts"

/** Where a batch came from and how it was read. */
export function OriginSheet({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { source, fileName, bytes, dialect, created, plan, mends } = batch
  const known = useSources().data?.find(({ id }) => id === source.id)
  return (
    <Sheet title={text("web.batch.origin")}>
      <dl className="facts narrow">
        <Fact label={text("web.collect.col-source")}>
          {source.name} <small>{sourceKindText(text, source.kind)}</small>
        </Fact>
        {known === undefined ? null : (
          <Fact label={text("web.collect.col-trust")}>
            <Trust of={known.trust} />
          </Fact>
        )}
        <Fact label={text("web.batch.origin-file")}>
          <span className="breaks">{fileName}</span> <small>{formats.bytes(bytes)}</small>
        </Fact>
        <Fact label={text("web.batch.origin-encoding")}>
          {text(`web.collect.encoding-${dialect.encoding}`)}{" "}
          <small>{delimiterText(text, dialect.delimiter)}</small>
        </Fact>
        <Fact label={text("web.batch.origin-key")}>
          {plan.key ?? <span className="quiet">{text("web.batch.key-none")}</span>}
        </Fact>
        {mends === null ? null : (
          <Fact label={text("web.mend.origin")}>
            <Link to="/collect/$batch" params={{ batch: String(mends) }}>
              {text("web.batch.title", { batch: String(mends) })}
            </Link>
          </Fact>
        )}
        <Fact label={text("web.batch.origin-when")}>
          <time title={formats.exactly(created)}>{formats.past(created)}</time>
        </Fact>
      </dl>
    </Sheet>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
