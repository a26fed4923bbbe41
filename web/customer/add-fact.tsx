import { PlusOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { useFields } from "../asking.ts"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import { ValueEditor } from "./value-editor.tsx"

/** Something nobody has said yet: which field, then its value. */
export function AddFact({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const { language } = useShown()
  const fields = useFields().data ?? []
  const [field, setField] = useState<string>()
  const free = fields.filter(
    ({ id, of, many }) => of.includes(customer.kind) && (many || customer.golden[id] === undefined),
  )
  if (field === undefined)
    return (
      <p className="add-fact">
        <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setField("")}>
          {text("web.hand.add-fact")}
        </Button>
      </p>
    )
  return (
    <div className="add-fact open">
      <select
        className="choose"
        aria-label={text("web.evidence.field")}
        value={field}
        onChange={(event) => setField(event.target.value)}
      >
        <option value="">{text("web.question.choose")}</option>
        {free.map(({ id }) => (
          <option key={id} value={id}>
            {fieldName(language, id)}
          </option>
        ))}
      </select>
      {field === "" ? (
        <Button size="small" onClick={() => setField(undefined)}>
          {text("web.hand.cancel")}
        </Button>
      ) : (
        <ValueEditor
          key={field}
          customer={customer.id}
          field={field}
          initial=""
          onClose={() => setField(undefined)}
        />
      )}
    </div>
  )
}
