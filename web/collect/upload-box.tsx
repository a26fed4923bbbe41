import { InboxOutlined, UploadOutlined, WarningOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useRef, useState, type DragEvent, type ReactNode } from "react"
import { Meter } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { sayTrouble } from "../trouble.ts"
import { ReadingChoice } from "./reading-choice.tsx"
import { contents, type FileContent, type Reading } from "./send-file.ts"
import { useUpload, type Upload } from "./use-upload.ts"

/** Where a file comes in: dropped or chosen, sent with its progress, or refused with the reason. */
export function UploadBox() {
  const text = useText()
  const { message } = App.useApp()
  const { upload, send, cancel, forget } = useUpload()
  const [content, setContent] = useState<FileContent>("people")
  const [reading, setReading] = useState<Reading>({})
  const take = (files: FileList | null) => {
    const [file, ...others] = files ?? []
    if (file === undefined) return
    if (others.length > 0) message.info(text("web.collect.too-many", { name: file.name }))
    void send({ file, content, reading })
  }
  const stop = () => {
    cancel()
    message.info(text("web.collect.cancelled"))
  }
  if (upload.is === "sending") return <SendingBox upload={upload} cancel={stop} />
  const asked = (
    <>
      <ContentChoice content={content} onChange={setContent} />
      <details className="reading" open={upload.is === "failed"}>
        <summary>
          {text("web.collect.reading")} <small>{text("web.collect.reading-how")}</small>
        </summary>
        <ReadingChoice reading={reading} onChange={setReading} />
      </details>
    </>
  )
  if (upload.is === "failed")
    return (
      <FailedBox
        upload={upload}
        again={() => void send({ file: upload.held.file, content, reading })}
        forget={forget}
        take={take}
      >
        {asked}
      </FailedBox>
    )
  return (
    <DropZone take={take}>
      <InboxOutlined aria-hidden="true" />
      <b>{text("web.collect.drop")}</b>
      <span className="quiet">{text("web.collect.drop-how")}</span>
      <FileButton take={take} word={text("web.collect.choose")} primary />
      {asked}
    </DropZone>
  )
}

interface ContentChoiceProps {
  readonly content: FileContent
  readonly onChange: (content: FileContent) => void
}

/** What the file holds decides what its columns can be. */
function ContentChoice({ content, onChange }: ContentChoiceProps) {
  const text = useText()
  return (
    <fieldset className="content-choice">
      <legend>{text("web.batch.about")}</legend>
      {contents.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="content"
            value={one}
            checked={one === content}
            onChange={() => onChange(one)}
          />
          <span>{text(`web.collect.content-${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface TakeProps {
  readonly take: (files: FileList | null) => void
}

interface DropZoneProps extends TakeProps {
  readonly children: ReactNode
}

function DropZone({ take, children }: DropZoneProps) {
  const text = useText()
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault()
    setOver(is)
  }
  return (
    <section
      className={isOver ? "sheet drop over" : "sheet drop"}
      aria-label={text("web.collect.drop")}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false)
        take(event.dataTransfer.files)
      }}
    >
      {isOver ? <b className="drop-now">{text("web.collect.drop-now")}</b> : null}
      {children}
    </section>
  )
}

interface FileButtonProps extends TakeProps {
  readonly word: string
  readonly primary?: boolean
}

/** A button that opens the browser's own choice of a file. */
export function FileButton({ take, word, primary = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        type={primary ? "primary" : "default"}
        icon={<UploadOutlined />}
        onClick={() => input.current?.click()}
      >
        {word}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label={word}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ""
        }}
      />
    </>
  )
}

interface SendingBoxProps {
  readonly upload: Extract<Upload, { readonly is: "sending" }>
  readonly cancel: () => void
}

/** How much has left, how long it takes still, and a way out. */
export function SendingBox({ upload, cancel }: SendingBoxProps) {
  const text = useText()
  const formats = useFormats()
  const { held, sent, began } = upload
  const { name, size } = held.file
  const share = size === 0 ? 1 : sent / size
  const left = (Date.now() - began) / 1000 / Math.max(share, 0.001) - (Date.now() - began) / 1000
  return (
    <section className="sheet drop sending" aria-label={text("web.collect.sending", { name })}>
      <b>{text("web.collect.sending", { name })}</b>
      <Meter share={share} label={formats.percent(share)} />
      <span className="quiet" role="status">
        {share >= 1
          ? text("web.collect.looking")
          : [
              text("web.collect.sent", { done: formats.bytes(sent), total: formats.bytes(size) }),
              ...(share > 0.02 ? [text("web.collect.left", { time: formats.seconds(left) })] : []),
            ].join(text("web.evidence.and"))}
      </span>
      <Button onClick={cancel}>{text("web.collect.cancel")}</Button>
    </section>
  )
}

interface FailedBoxProps extends TakeProps {
  readonly upload: Extract<Upload, { readonly is: "failed" }>
  readonly again: () => void
  readonly forget: () => void
  readonly children: ReactNode
}

/** Why it was not taken, where, and how to mend it. File and choices are kept. */
function FailedBox({ upload, again, forget, take, children }: FailedBoxProps) {
  const text = useText()
  const { language } = useShown()
  const { name } = upload.held.file
  return (
    <DropZone take={take}>
      <div role="alert" className="failed-note">
        <WarningOutlined aria-hidden="true" />
        <b>{text("web.collect.failed", { name })}</b>
        <span>{sayTrouble(language, upload.thrown)}</span>
      </div>
      <span className="quiet">{text("web.collect.failed-kept")}</span>
      {children}
      <div className="button-row">
        <Button onClick={forget}>{text("web.collect.cancel")}</Button>
        <FileButton take={take} word={text("web.collect.choose-another")} />
        <Button type="primary" onClick={again}>
          {text("web.collect.send-again")}
        </Button>
      </div>
    </DropZone>
  )
}
