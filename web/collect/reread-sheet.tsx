import { Button } from "antd"
import { useState } from "react"
import { api, newKey } from "../client.ts"
import { PopUp } from "../pop-up.tsx"
import { useShown, useText } from "../shown.tsx"
import { sayTrouble } from "../trouble.ts"
import type { Batch } from "./asking-batch.ts"
import { heldFile } from "./held-files.ts"
import { ReadingChoice } from "./reading-choice.tsx"
import type { Reading } from "./send-file.ts"
import { FileButton, SendingBox } from "./upload-box.tsx"
import { useUpload } from "./use-upload.ts"

interface RereadSheetProps {
  readonly batch: Batch
  readonly open: boolean
  readonly onClose: () => void
}

/** Reads the file another way: it is sent again, and the new batch takes the place of this one. */
export function RereadSheet({ batch, open, onClose }: RereadSheetProps) {
  const text = useText()
  const { language } = useShown()
  const { upload, send, cancel } = useUpload()
  const [reading, set] = useState<Reading>(batch.dialect)
  const held = heldFile(String(batch.id))
  const [chosen, choose] = useState(held?.file)
  const again = () => {
    if (chosen === undefined) return
    void send(
      { file: chosen, content: batch.content, reading: sayable(reading) },
      {
        replace: true,
        source: batch.plan.source,
        done: () => {
          void api.batch.discard({ batch: String(batch.id) }, { context: { key: newKey() } })
          onClose()
        },
      },
    )
  }
  return (
    <PopUp
      title={text("web.batch.reread-title")}
      open={open}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={chosen === undefined} onClick={again}>
          {text("web.batch.reread-do")}
        </Button>
      }
    >
      {upload.is === "sending" ? (
        <SendingBox upload={upload} cancel={cancel} />
      ) : (
        <>
          <p className="quiet">{text("web.batch.reread-how")}</p>
          <ReadingChoice reading={reading} onChange={set} />
          {held === undefined ? (
            <div className="button-row">
              <span className="quiet">
                {chosen === undefined ? text("web.batch.reread-choose") : chosen.name}
              </span>
              <FileButton
                take={(files) => choose(files?.[0])}
                word={text(
                  chosen === undefined ? "web.collect.choose" : "web.collect.choose-another",
                )}
              />
            </div>
          ) : null}
          {upload.is === "failed" ? (
            <p className="advice" role="alert">
              {sayTrouble(language, upload.thrown)}
            </p>
          ) : null}
        </>
      )}
    </PopUp>
  )
}

/** The three things that can be said; what else was found out is found out again. */
function sayable({ encoding, delimiter, header }: Reading): Reading {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header }),
  }
}
