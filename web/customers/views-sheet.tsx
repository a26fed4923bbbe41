import {
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  HomeOutlined,
  PushpinOutlined,
  ShareAltOutlined,
} from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { App, Button, Input } from "antd"
import { useState, type ReactNode } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { PopUp } from "../pop-up.tsx"
import { useText } from "../shown.tsx"
import type { View } from "./use-view.ts"

interface ViewsSheetProps {
  readonly views: readonly View[]
  readonly open: boolean
  readonly onClose: () => void
}

/** Every view there is for this person, and what one does with each. */
export function ViewsSheet({ views, open, onClose }: ViewsSheetProps) {
  const text = useText()
  return (
    <PopUp title={text("web.views.title")} open={open} onClose={onClose} className="views-sheet">
      {views.length === 0 ? <p className="quiet">{text("web.views.none")}</p> : null}
      <ul className="views">
        {views.map((view) => (
          <ViewLine key={view.id} view={view} onClose={onClose} />
        ))}
      </ul>
    </PopUp>
  )
}

function ViewLine({ view, onClose }: { readonly view: View; readonly onClose: () => void }) {
  const text = useText()
  const [renaming, rename] = useState(false)
  return (
    <li>
      {renaming ? (
        <Renaming view={view} onDone={() => rename(false)} />
      ) : (
        <Link to="/customers" search={{ view: view.id }} onClick={onClose}>
          {view.name}
          {view.mine ? null : <small>{text("web.views.of-another")}</small>}
          {view.shared && view.mine ? <small>{text("web.views.shared")}</small> : null}
        </Link>
      )}
      <ViewActions view={view} onRename={() => rename(true)} />
    </li>
  )
}

function Renaming({ view, onDone }: { readonly view: View; readonly onDone: () => void }) {
  const text = useText()
  const [name, setName] = useState(view.name)
  const change = useChange(api.view.change, { done: onDone })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== "") change.begin({ view: view.id, name: name.trim() })
      }}
    >
      <Input
        autoFocus
        maxLength={60}
        aria-label={text("web.views.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.preventDefault()
          event.stopPropagation()
          onDone()
        }}
      />
      <Button htmlType="submit" type="primary" loading={change.isPending}>
        {text("web.views.rename-it")}
      </Button>
    </form>
  )
}

interface ActionProps {
  readonly icon: ReactNode
  readonly word: string
  readonly isOn?: boolean
  readonly onPress: () => void
}

function Action({ icon, word, isOn, onPress }: ActionProps) {
  return (
    <Button
      type="text"
      className={isOn === true ? "on" : ""}
      icon={icon}
      title={word}
      aria-label={word}
      aria-pressed={isOn}
      onClick={onPress}
    />
  )
}

function ViewActions({ view, onRename }: { readonly view: View; readonly onRename: () => void }) {
  const text = useText()
  const change = useChange(api.view.change)
  const make = useChange(api.view.make)
  const remove = useRemoval(view)
  const { id, name, question, sort, columns, mine, shared, pinned, opens } = view
  return (
    <span className="view-actions">
      <Action
        icon={<PushpinOutlined />}
        word={text("web.views.pin", { name })}
        isOn={pinned}
        onPress={() => change.begin({ view: id, pinned: !pinned })}
      />
      <Action
        icon={<HomeOutlined />}
        word={text("web.views.opens", { name })}
        isOn={opens}
        onPress={() => change.begin({ view: id, opens: !opens })}
      />
      {mine ? (
        <Action
          icon={<ShareAltOutlined />}
          word={text("web.views.share", { name })}
          isOn={shared}
          onPress={() => change.begin({ view: id, shared: !shared })}
        />
      ) : null}
      <Action
        icon={<CopyOutlined />}
        word={text("web.views.copy", { name })}
        onPress={() => {
          const copied = text("web.views.copy-name", { name }).slice(0, 60)
          make.begin({ name: copied, question, sort, columns })
        }}
      />
      {mine ? (
        <>
          <Action
            icon={<EditOutlined />}
            word={text("web.views.rename", { name })}
            onPress={onRename}
          />
          <Action
            icon={<DeleteOutlined />}
            word={text("web.views.remove", { name })}
            onPress={remove}
          />
        </>
      ) : null}
    </span>
  )
}

/** It is gone at once, and comes back as it was while the message stands. */
function useRemoval({ id, name }: View): () => void {
  const text = useText()
  const { message } = App.useApp()
  const restore = useChange(api.view.restore)
  const remove = useChange(api.view.remove, {
    done: () => {
      const key = `removed-${id}`
      void message.open({
        key,
        duration: 12,
        content: (
          <span className="undo-message" role="status">
            {text("web.views.removed", { name })}
            <Button
              type="link"
              onClick={() => {
                message.destroy(key)
                restore.begin({ view: id })
              }}
            >
              {text("web.views.undo")}
            </Button>
          </span>
        ),
      })
    },
  })
  return () => remove.begin({ view: id })
}
