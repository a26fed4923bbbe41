import {
  ExportOutlined,
  SettingOutlined,
  SortDescendingOutlined,
  SplitCellsOutlined,
  TagOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { useState } from "react"
import { useFormats, useText, useTouch } from "../shown.tsx"
import { useKeys } from "../keys.ts"
import { Keycap } from "../parts.tsx"
import { BulkBar } from "./bulk-bar.tsx"
import { BulkProgress } from "./bulk-progress.tsx"
import { TagSheet } from "./tag-sheet.tsx"
import { ColumnChooser } from "./column-chooser.tsx"
import { CustomerList } from "./customer-list.tsx"
import { ExportSheet } from "./export-sheet.tsx"
import { countOf, nobody, questionOfSelection, type Selection } from "./selection.ts"
import { CustomerSorts, type CustomerSort } from "./sort.ts"
import type { HeadColumn } from "./table-head.tsx"
import { useCount, type Asked } from "./use-rows.ts"
import { useSelection } from "./use-selection.ts"
import type { ListColumn, ShownView } from "./use-view.ts"

interface FoundRowsProps {
  readonly asked: Asked
  readonly isLate: boolean
  readonly shown: ShownView
  readonly known: readonly ListColumn[]
}

/** How many there are, the rows, and who is chosen of them. Another list begins with nobody chosen. */
export function FoundRows(props: FoundRowsProps) {
  const { kept, search } = props.asked
  return <Rows key={JSON.stringify({ kept, search })} {...props} />
}

function Rows({ asked, isLate, shown, known }: FoundRowsProps) {
  const touch = useTouch()
  const choosing = useSelection()
  const { selection } = choosing
  const [isChoosing, setChoosing] = useState(false)
  const [exporting, exportThese] = useState<Selection>()
  const [isTagging, tagThese] = useState(false)
  const count = useCount(asked).data?.count
  const stop = () => {
    choosing.clear()
    setChoosing(false)
  }
  const { asOf, ...now } = asked
  // What was cannot be worked on, and goes out as it is now or not at all.
  const isPast = asOf !== undefined
  const isChosen = !isPast && (selection.all || selection.ids.size > 0)
  return (
    <>
      <Summary
        count={count}
        shown={shown}
        known={known}
        onExport={isPast ? undefined : () => exportThese({ ...nobody, all: true })}
        onChoose={touch && !isChoosing ? () => setChoosing(true) : undefined}
      />
      <BulkProgress />
      <div className="rows-holder">
        {isLate ? <i className="refreshing" aria-hidden="true" /> : null}
        <CustomerList
          key={JSON.stringify(asked)}
          asked={asked}
          count={count}
          columns={headOf(shown, known)}
          onColumns={(columns) => shown.arrange({ columns })}
          choosing={choosing}
          isChoosing={isChoosing}
        />
        {isChosen || isChoosing ? (
          <BulkBar
            choosing={choosing}
            count={count}
            onExport={() => exportThese(selection)}
            onClose={stop}
          >
            <SideBySide selection={selection} />
            <TagButton onPress={() => tagThese(true)} />
          </BulkBar>
        ) : null}
      </div>
      <TagSheet
        open={isTagging}
        onClose={() => tagThese(false)}
        count={countOf(selection, count) ?? 0}
        of={{ ...asked, question: questionOfSelection(selection) }}
      />
      <ExportSheet
        open={exporting !== undefined}
        onClose={() => exportThese(undefined)}
        count={countOf(exporting ?? nobody, count)}
        of={{
          ...now,
          columns: ["customer_id", "customer", ...shown.columns.map(({ id }) => id)],
          question: questionOfSelection(exporting ?? nobody),
        }}
      />
    </>
  )
}

function TagButton({ onPress }: { readonly onPress: () => void }) {
  const text = useText()
  const touch = useTouch()
  useKeys({ t: onPress })
  return (
    <Button type="text" icon={<TagOutlined />} onClick={onPress}>
      {text("web.tag.tag")} {touch ? null : <Keycap>t</Keycap>}
    </Button>
  )
}

/** Two that are chosen are laid side by side, to see whether they are one. */
function SideBySide({ selection: { all, ids } }: { readonly selection: Selection }) {
  const text = useText()
  const [one, other] = ids
  if (all || ids.size !== 2 || one === undefined || other === undefined) return null
  return (
    <Link
      className="button-link plain"
      to="/customers/$customer"
      params={{ customer: one }}
      search={{ tab: "sources", join: other }}
    >
      <SplitCellsOutlined /> {text("web.select.side-by-side")}
    </Link>
  )
}

function headOf({ columns }: ShownView, known: readonly ListColumn[]): readonly HeadColumn[] {
  return columns.flatMap((shown) => {
    const column = known.find(({ id }) => id === shown.id)
    return column === undefined ? [] : [{ column, shown }]
  })
}

interface SummaryProps extends Pick<FoundRowsProps, "shown" | "known"> {
  readonly count: number | undefined
  readonly onExport: (() => void) | undefined
  readonly onChoose: (() => void) | undefined
}

function Summary({ count, shown, known, onExport, onChoose }: SummaryProps) {
  const text = useText()
  const formats = useFormats()
  const touch = useTouch()
  const [isArranging, setArranging] = useState(false)
  return (
    <div className="summary">
      <b role="status">
        {count === undefined
          ? text("web.customers.counting")
          : text("web.customers.found", { count, shown: formats.count(count) })}
      </b>
      <span className="grow" />
      <SortChoice sort={shown.sort} onSort={(sort) => shown.arrange({ sort })} />
      {onChoose === undefined ? null : (
        <Button type="text" icon={<UnorderedListOutlined />} onClick={onChoose}>
          {text("web.select.begin")}
        </Button>
      )}
      {touch ? null : (
        <Button type="text" icon={<SettingOutlined />} onClick={() => setArranging(true)}>
          {text("web.columns.columns")}
        </Button>
      )}
      {onExport === undefined ? null : (
        <Button type="text" icon={<ExportOutlined />} onClick={onExport}>
          {text("web.export.export")}
        </Button>
      )}
      <ColumnChooser
        open={isArranging}
        onClose={() => setArranging(false)}
        known={known}
        columns={shown.columns}
        onColumns={(columns) => shown.arrange({ columns })}
      />
    </div>
  )
}

interface SortChoiceProps {
  readonly sort: CustomerSort
  readonly onSort: (sort: CustomerSort) => void
}

function SortChoice({ sort, onSort }: SortChoiceProps) {
  const text = useText()
  return (
    <label className="sort-choice">
      <SortDescendingOutlined aria-hidden="true" />
      <select
        aria-label={text("web.customers.sort")}
        value={sort}
        onChange={(event) => {
          const wanted = CustomerSorts.find((one) => one === event.target.value)
          if (wanted !== undefined) onSort(wanted)
        }}
      >
        {CustomerSorts.map((one) => (
          <option key={one} value={one}>
            {text(`web.customers.sort-${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
