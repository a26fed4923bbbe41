import { useText } from "../shown.tsx"
import { useNotes, type Note } from "./asking-by-hand.ts"
import type { Decided } from "./asking-decision.ts"

export type Side = "taken" | "rest"
export type Sides = Readonly<Record<string, Side>>

interface NoteSidesProps {
  readonly customer: string
  readonly records: readonly string[]
  readonly decided: Decided
  readonly sides: Sides
  readonly onChange: (sides: Sides) => void
}

/** With which side each note goes on; at first with the record that it hangs on. */
export function NoteSides({ customer, records, decided, sides, onChange }: NoteSidesProps) {
  const text = useText()
  const notes = useNotes(customer).data ?? []
  if (notes.length === 0) return null
  const taken = decided.after.find((brief) => brief.records.some((one) => records.includes(one)))
  const sideOf = ({ id, record }: Note): Side =>
    sides[id] ?? (taken?.records.some((one) => one === record) === true ? "taken" : "rest")
  return (
    <>
      <h3>{text("web.hand.note-sides")}</h3>
      <ul className="rows note-sides">
        {notes.map((note) => (
          <li key={note.id}>
            <span>{note.text}</span>
            <select
              className="choose"
              aria-label={text("web.hand.note-side", { note: note.text.slice(0, 20) })}
              value={sideOf(note)}
              onChange={(event) =>
                onChange({ ...sides, [note.id]: event.target.value === "taken" ? "taken" : "rest" })
              }
            >
              <option value="rest">{text("web.hand.side-rest")}</option>
              <option value="taken">{text("web.hand.side-taken")}</option>
            </select>
          </li>
        ))}
      </ul>
    </>
  )
}
