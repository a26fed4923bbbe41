import { TeamOutlined, UndoOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useEffect } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useKeys } from "../keys.ts"
import { Keycap } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useShown, useText, useTouch } from "../shown.tsx"
import { sayTrouble } from "../trouble.ts"
import type { Batch } from "./asking-batch.ts"
import { FileButton } from "./upload-box.tsx"
import { useUpload } from "./use-upload.ts"

/** What one does with a batch that is in: take it back, mend what was rejected, see who came of it. */
export function ResultActions({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const { language } = useShown()
  const { message } = App.useApp()
  const question = useOpenQuestion()
  const undo = useChange(api.batch.undo)
  const take = () => {
    if (!undo.isPending) undo.begin({ batch: String(batch.id) })
  }
  const touch = useTouch()
  const { upload, send } = useUpload()
  const again = (files: FileList | null) => {
    const [file] = files ?? []
    if (file === undefined) return
    const { id, content, source } = batch
    void send({ file, content, reading: {} }, { mends: String(id), source })
  }
  const thrown = upload.is === "failed" ? upload.thrown : undefined
  useEffect(() => {
    if (thrown !== undefined) void message.error(sayTrouble(language, thrown))
  }, [thrown, message, language])
  useKeys({ u: take, U: take })
  return (
    <>
      <Button icon={<UndoOutlined />} loading={undo.isPending} onClick={take}>
        {text("web.batch.undo")} <Keycap>U</Keycap>
      </Button>
      {batch.tally.rejected === 0 || touch ? null : (
        <FileButton take={again} word={text("web.batch.send-mended")} />
      )}
      <Button
        type="primary"
        icon={<TeamOutlined />}
        loading={question.isPending}
        onClick={() => question.open({ is: "in-batch", batch: batch.id })}
      >
        {text("web.batch.open-customers")}
      </Button>
    </>
  )
}
