import { DeleteOutlined, EditOutlined, PushpinFilled, PushpinOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect, useRef, useState } from "react"
import { useKeys } from "../keys.ts"
import { Keycap, Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Customer } from "./asking-customer.ts"
import { useNotes, useNoting, type Note } from "./asking-by-hand.ts"

/** What people wrote about a customer; `n` begins another. */
export function NotesSheet({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const notes = useNotes(customer.id).data ?? []
  const [isWriting, setWriting] = useState(false)
  const close = () => setWriting(false)
  const noting = useNoting(close)
  useKeys({ n: () => setWriting(true) })
  return (
    <Sheet
      title={text("web.hand.notes")}
      className="notes-sheet"
      extra={
        isWriting ? null : (
          <Button size="small" icon={<EditOutlined />} onClick={() => setWriting(true)}>
            {text("web.hand.note")} <Keycap>N</Keycap>
          </Button>
        )
      }
    >
      {isWriting ? (
        <Writing
          initial=""
          isPending={noting.isPending}
          onClose={close}
          onKeep={(words) => noting.write({ customer: customer.id, text: words, pinned: false })}
        />
      ) : null}
      {notes.length === 0 && !isWriting ? (
        <p className="quiet">{text("web.hand.no-notes")}</p>
      ) : null}
      <ul className="rows notes">
        {notes.map((note) => (
          <NoteRow key={note.id} note={note} />
        ))}
      </ul>
    </Sheet>
  )
}

function NoteRow({ note }: { readonly note: Note }) {
  const text = useText()
  const formats = useFormats()
  const [isWriting, setWriting] = useState(false)
  const close = () => setWriting(false)
  const noting = useNoting(close)
  if (isWriting)
    return (
      <li>
        <Writing
          initial={note.text}
          isPending={noting.isPending}
          onClose={close}
          onKeep={(words) => noting.change(note, { text: words })}
        />
      </li>
    )
  return (
    <li className={note.pinned ? "pinned" : undefined}>
      <p>{note.text}</p>
      <small>
        {note.pinned ? <PushpinFilled aria-hidden="true" /> : null}{" "}
        <time title={formats.exactly(note.made)}>{formats.past(note.made)}</time>
        {note.changed === null ? null : ` ${text("web.hand.note-edited")}`}
      </small>
      <span className="note-deeds">
        <Button
          size="small"
          type="text"
          icon={<PushpinOutlined />}
          aria-label={text(note.pinned ? "web.hand.note-unpin" : "web.hand.note-pin")}
          onClick={() => noting.change(note, { pinned: !note.pinned })}
        />
        <Button
          size="small"
          type="text"
          icon={<EditOutlined />}
          aria-label={text("web.hand.note-edit")}
          onClick={() => setWriting(true)}
        />
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={text("web.hand.note-delete")}
          onClick={() => noting.change(note, { deleted: true })}
        />
      </span>
    </li>
  )
}

interface WritingProps {
  readonly initial: string
  readonly isPending: boolean
  readonly onClose: () => void
  readonly onKeep: (words: string) => void
}

/** Ctrl or ⌘ with Enter keeps it, Esc leaves it. */
function Writing({ initial, isPending, onClose, onKeep }: WritingProps) {
  const text = useText()
  const [words, setWords] = useState(initial)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const isEmpty = words.trim() === ""
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty) onKeep(words.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose()
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
          event.currentTarget.requestSubmit()
      }}
    >
      <textarea
        ref={box}
        className="type-in"
        rows={3}
        maxLength={4000}
        aria-label={text("web.hand.note")}
        placeholder={text("web.hand.note-hint")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <span className="editor-deeds">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={isPending}
          disabled={isEmpty}
        >
          {text("web.hand.save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {text("web.hand.cancel")}
        </Button>
      </span>
    </form>
  )
}
