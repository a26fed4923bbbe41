import { TeamOutlined, UndoOutlined, UploadOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useKeys } from "../keys.ts"
import { Keycap } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"

/** What one does with a batch that is in: take it back, mend what was rejected, see who came of it. */
export function ResultActions({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const question = useOpenQuestion()
  const undo = useChange(api.batch.undo)
  const take = () => {
    if (!undo.isPending) undo.begin({ batch: String(batch.id) })
  }
  useKeys({ u: take, U: take })
  return (
    <>
      <Button icon={<UndoOutlined />} loading={undo.isPending} onClick={take}>
        {text("web.batch.undo")} <Keycap>U</Keycap>
      </Button>
      {batch.tally.rejected === 0 ? null : (
        <Link to="/collect" className="button-link mend">
          <UploadOutlined /> {text("web.batch.send-mended")}
        </Link>
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
