import { DownloadOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useId, useRef, useState } from "react"
import { save } from "../download.ts"
import { exportPurposes, type ExportFormat, type ExportPurpose } from "#contract"
import { fetchExport, offeredFormats, type Exporting } from "../exporting.ts"
import { PopUp } from "../pop-up.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { sayTrouble } from "../trouble.ts"

/** Who goes out: said by the list or by what is chosen of it. */
export type ExportOf = Pick<Exporting, "kept" | "question" | "search" | "sort" | "columns">

interface ExportSheetProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly of: ExportOf
  /** How many go out. */
  readonly count: number | undefined
}

/** As what they go out, and whether secrets go with them. What is chosen here stays until it worked. */
export function ExportSheet({ open, onClose, of, count }: ExportSheetProps) {
  const text = useText()
  const formats = useFormats()
  const title =
    count === undefined
      ? text("web.export.title")
      : text("web.export.title-count", { count, shown: formats.count(count) })
  return (
    <PopUp title={title} open={open} onClose={onClose}>
      <Exporter of={of} onDone={onClose} />
    </PopUp>
  )
}

function Exporter({ of, onDone }: { readonly of: ExportOf; readonly onDone: () => void }) {
  const text = useText()
  const [format, setFormat] = useState<ExportFormat>("xlsx")
  const [isRevealed, reveal] = useState(false)
  const [purpose, setPurpose] = useState<ExportPurpose>("service")
  const { bytes, run, stop } = useExport(onDone)
  const aim = useId()
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (bytes === undefined) run({ ...of, format, reveal: isRevealed, purpose })
      }}
    >
      <fieldset className="ticks formats">
        <legend>{text("web.export.as")}</legend>
        {offeredFormats.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="format"
              checked={one === format}
              {...(one === "xlsx" ? { "data-first": "" } : {})}
              onChange={() => setFormat(one)}
            />
            <span>
              {text(`web.export.format-${one}`)} <small>{text(`web.export.about-${one}`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label htmlFor={aim}>{text("web.export.purpose")}</label>
      <select
        id={aim}
        className="choose"
        value={purpose}
        onChange={({ target }) =>
          setPurpose(exportPurposes.find((one) => one === target.value) ?? purpose)
        }
      >
        {exportPurposes.map((one) => (
          <option key={one} value={one}>
            {text(`web.export.purpose-${one}`)}
          </option>
        ))}
      </select>
      <label className="tick-line">
        <input
          type="checkbox"
          checked={isRevealed}
          onChange={(event) => reveal(event.target.checked)}
        />
        {text("web.export.reveal")}
      </label>
      <Footer bytes={bytes} onStop={stop} />
    </form>
  )
}

interface FooterProps {
  readonly bytes: number | undefined
  readonly onStop: () => void
}

function Footer({ bytes, onStop }: FooterProps) {
  const text = useText()
  const formats = useFormats()
  return (
    <footer>
      {bytes === undefined ? null : (
        <>
          <span role="status">{text("web.export.got", { size: formats.bytes(bytes) })}</span>
          <Button onClick={onStop}>{text("web.export.stop")}</Button>
        </>
      )}
      <Button
        type="primary"
        htmlType="submit"
        icon={<DownloadOutlined />}
        loading={bytes !== undefined}
      >
        {text("web.export.export")}
      </Button>
    </footer>
  )
}

/** Fetches the file and hands it over; `bytes` are those that came so far, while it runs. */
function useExport(onDone: () => void) {
  const text = useText()
  const { language } = useShown()
  const { message } = App.useApp()
  const [bytes, onBytes] = useState<number>()
  const running = useRef<AbortController>(undefined)
  const fetchIt = async (exporting: Exporting, { signal }: AbortController) => {
    onBytes(0)
    try {
      const file = await fetchExport(exporting, { signal, onBytes })
      const day = new Date().toISOString().slice(0, 10)
      save(`${text("web.export.file-name", { day })}.${exporting.format}`, file)
      onDone()
    } catch (thrown) {
      if (!signal.aborted) void message.error(sayTrouble(language, thrown))
    } finally {
      onBytes(undefined)
    }
  }
  return {
    bytes,
    run: (exporting: Exporting) => {
      running.current = new AbortController()
      void fetchIt(exporting, running.current)
    },
    stop: () => running.current?.abort(),
  }
}
