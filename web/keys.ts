import { useEffect, useRef } from "react"

/** What a key or two in a row do: `/`, `j`, `?`, `g c`. */
type Bindings = Readonly<Record<string, (() => void) | undefined>>

/** What of a key press matters here. */
interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
  readonly target: EventTarget | null
}

/** How long the first key of two waits for the second, in ms. */
const patience = 1_000

/**
 * Single keys while this component stands. They rest while somebody types, while an input method
 * composes, and while a dialog is open, unless it is the dialog that binds them.
 */
export function useKeys(bindings: Bindings, where: "page" | "dialog" = "page"): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | undefined
    const press = (event: KeyboardEvent) => {
      if (!mayAct(event, where)) return
      const waited = first !== undefined && event.timeStamp - first.at < patience
      const key = nameOf(event)
      const pair = waited && first !== undefined ? `${first.key} ${key}` : key
      const act = latest.current[pair] ?? latest.current[key]
      first = act === undefined ? { key, at: event.timeStamp } : undefined
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [where])
}

/** A sign says by itself that Shift was held; an arrow does not. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  return shiftKey && key.length > 1 && key !== "Shift" ? `Shift+${key}` : key
}

function mayAct(event: KeyboardEvent, where: "page" | "dialog"): boolean {
  if (event.defaultPrevented || isTyping(event)) return false
  return where === "dialog" || document.querySelector("dialog[open]") === null
}

/** Does the press belong to a field, an input method or the browser? */
function isTyping(press: Press): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return true
  const { target } = press
  if (!(target instanceof HTMLElement)) return false
  // Nobody types into a tick box.
  if (target instanceof HTMLInputElement && target.type === "checkbox") return press.key === " "
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
