import { EditOutlined, ShareAltOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { useState } from "react"
import { Answered, Face } from "../answered.tsx"
import { useSources } from "../asking.ts"
import { Sheet, Trust } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useFormats, useText, useTouch } from "../shown.tsx"
import type { Source } from "./asking-batch.ts"
import { SourceForm } from "./source-form.tsx"
import { sourceKindText } from "../source-kind-text.ts"

/** Who tells us things: how much came of it, who took the first step, how far it is trusted. */
export function SourceList() {
  const text = useText()
  const touch = useTouch()
  const query = useSources()
  const [edited, edit] = useState<Source>()
  return (
    <Sheet title={text("web.collect.sources")}>
      <Answered
        query={query}
        rows={6}
        isEmpty={(all) => all.length === 0}
        empty={
          <Face
            icon={<ShareAltOutlined />}
            title={text("web.collect.no-sources")}
            actions={
              <Link to="/collect" className="button-link primary">
                {text("web.customers.import-file")}
              </Link>
            }
          >
            {text("web.collect.no-sources-how")}
          </Face>
        }
      >
        {(all) => {
          const sources = all.toSorted((one, other) => other.customers - one.customers)
          return touch ? (
            <ul className="rows two-lines">
              {sources.map((source) => (
                <SourceCard key={source.id} source={source} edit={edit} />
              ))}
            </ul>
          ) : (
            <SourceTable sources={sources} edit={edit} />
          )
        }}
      </Answered>
      <SourceForm key={edited?.id} source={edited} onClose={() => edit(undefined)} />
    </Sheet>
  )
}

const columns = [
  { key: "source" },
  { key: "kind" },
  { key: "initiative" },
  { key: "trust" },
  { key: "records", end: true },
  { key: "customers", end: true },
  { key: "events", end: true },
  { key: "batches", end: true },
  { key: "last", end: true },
] as const

interface SourceTableProps {
  readonly sources: readonly Source[]
  readonly edit: (source: Source) => void
}

function SourceTable({ sources, edit }: SourceTableProps) {
  const text = useText()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={"end" in column ? "number" : undefined}>
              {text(`web.collect.col-${column.key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} edit={edit} />
        ))}
      </tbody>
    </table>
  )
}

interface SourceRowProps {
  readonly source: Source
  readonly edit: (source: Source) => void
}

function SourceRow({ source, edit }: SourceRowProps) {
  const text = useText()
  const formats = useFormats()
  const question = useOpenQuestion()
  const { id, name, kind, initiative, direct, records, customers, events, batches } = source
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{sourceKindText(text, kind)}</td>
      <td>
        {text(`web.collect.initiative-${initiative}`)}{" "}
        <small>{text(direct ? "web.collect.direct" : "web.collect.indirect")}</small>
      </td>
      <td>
        <TrustButton source={source} edit={edit} />
      </td>
      <td className="number">{formats.count(records)}</td>
      <td className="number">
        {customers === 0 ? (
          "0"
        ) : (
          <button
            type="button"
            className="as-link"
            title={text("web.collect.open-customers", { count: customers })}
            onClick={() => question.open({ is: "from-source", source: id })}
          >
            {formats.count(customers)}
          </button>
        )}
      </td>
      <td className="number">{formats.count(events)}</td>
      <td className="number">{formats.count(batches)}</td>
      <td className="number">
        {source.lastBatch === null ? (
          "–"
        ) : (
          <time title={formats.exactly(source.lastBatch)}>{formats.past(source.lastBatch)}</time>
        )}
      </td>
    </tr>
  )
}

function TrustButton({ source, edit }: SourceRowProps) {
  const text = useText()
  return (
    <button
      type="button"
      className="trust-button"
      aria-haspopup="dialog"
      title={text("web.collect.edit-source", { name: source.name })}
      onClick={() => edit(source)}
    >
      <Trust of={source.trust} /> <EditOutlined aria-hidden="true" />
      <span className="unseen">{text("web.collect.edit-source", { name: source.name })}</span>
    </button>
  )
}

function SourceCard({ source, edit }: SourceRowProps) {
  const text = useText()
  const formats = useFormats()
  const { name, kind, customers, records } = source
  return (
    <li className="source-card">
      <span>
        <b>{name}</b>
        <small>
          {[
            sourceKindText(text, kind),
            text("web.unit.customers", { count: customers }),
            `${formats.count(records)} ${text("web.unit.record")}`.trim(),
          ].join(" · ")}
        </small>
      </span>
      <Trust of={source.trust} />
      <Button icon={<EditOutlined />} onClick={() => edit(source)}>
        {text("web.collect.edit")}
      </Button>
    </li>
  )
}
