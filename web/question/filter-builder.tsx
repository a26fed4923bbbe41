import { Button } from "antd"
import { useId, useState } from "react"
import type { Question } from "#contract"
import { useFields, useSources } from "../asking.ts"
import { PopUp } from "../pop-up.tsx"
import { useShown, useText } from "../shown.tsx"
import { conditionOf, draftOf, emptyDraft, otherSubjects, waysOf, type Draft } from "./draft.ts"
import { BatchInput, EventInput, FieldInput, SegmentInput, SourceInput } from "./inputs.tsx"
import { fieldName } from "./words.ts"

interface FilterBuilderProps {
  readonly open: boolean
  /** The condition to be changed; none for a new one. */
  readonly condition: Question | undefined
  readonly onClose: () => void
  readonly onDone: (condition: Question) => void
}

/** Writes one condition: about what, how, and which value. */
export function FilterBuilder({ open, condition, onClose, onDone }: FilterBuilderProps) {
  const text = useText()
  return (
    <PopUp
      title={text(condition === undefined ? "web.question.add" : "web.question.change")}
      open={open}
      onClose={onClose}
    >
      <Writing condition={condition} onDone={onDone} />
    </PopUp>
  )
}

function Writing({ condition, onDone }: Pick<FilterBuilderProps, "condition" | "onDone">) {
  const text = useText()
  const subjects = useSubjects()
  const [draft, setDraft] = useState<Draft>(
    () => (condition === undefined ? undefined : draftOf(condition)) ?? emptyDraft("city"),
  )
  const about = useId()
  const written = conditionOf(draft)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return (
    <form
      className="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (written !== undefined) onDone(written)
      }}
    >
      <label htmlFor={about}>{text("web.question.about")}</label>
      <select
        id={about}
        data-first
        className="choose"
        value={draft.about}
        onChange={(event) => setDraft(subjects.begin(event.target.value))}
      >
        <optgroup label={text("web.question.fields")}>
          {subjects.fields.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label={text("web.question.others")}>
          {otherSubjects.map((subject) => (
            <option key={subject} value={subject}>
              {text(`web.question.${subject}`)}
            </option>
          ))}
        </optgroup>
      </select>
      <ValueInput draft={draft} change={change} />
      <footer>
        <Button type="primary" htmlType="submit" disabled={written === undefined}>
          {text(condition === undefined ? "web.question.add-it" : "web.question.change-it")}
        </Button>
      </footer>
    </form>
  )
}

interface ValueInputProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function ValueInput({ draft, change }: ValueInputProps) {
  const { fields } = useSubjects()
  const sources = useSources().data ?? []
  if (draft.about === "@source")
    return <SourceInput draft={draft} change={change} sources={sources} />
  if (draft.about === "@batch") return <BatchInput draft={draft} change={change} />
  if (draft.about === "@segment") return <SegmentInput draft={draft} change={change} />
  if (draft.about === "@events") return <EventInput draft={draft} change={change} />
  const field = fields.find(({ id }) => id === draft.about)
  return field === undefined ? null : <FieldInput draft={draft} change={change} field={field} />
}

/** What can be asked for, by its name: the dictionary's fields and what a customer has besides. */
function useSubjects() {
  const { language } = useShown()
  const known = useFields().data ?? []
  const fields = [
    { id: "kind", kind: "choice", sensitive: false, choices: ["person", "organisation"] },
    { id: "records", kind: "number", sensitive: false, choices: [] },
    ...known.filter(({ filterable, kind }) => filterable && kind !== "money"),
  ].map((field) => ({ ...field, name: fieldName(language, field.id) }))
  return {
    fields,
    begin: (about: string): Draft => {
      const field = fields.find(({ id }) => id === about)
      if (field !== undefined) return emptyDraft(about, waysOf(field)[0])
      return { ...emptyDraft(about), values: about === "@events" ? ["order"] : [] }
    },
  }
}
