import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useEffect, useRef, useState } from "react"
import { holdFile, type HeldFile } from "./held-files.ts"
import { sendFile } from "./send-file.ts"

/** What has become of a file. */
export type Upload =
  | { readonly is: "none" }
  | {
      readonly is: "sending"
      readonly held: HeldFile
      readonly sent: number
      readonly began: number
    }
  | { readonly is: "failed"; readonly held: HeldFile; readonly thrown: unknown }

interface UploadMore {
  readonly source?: { readonly name: string; readonly kind: string }
  /** The batch whose rejected rows the file brings again, mended. */
  readonly mends?: string
  /** Called with the new batch before its page opens. */
  readonly done?: (batch: string) => void
  readonly replace?: boolean
}

/** Sends files, one at a time, and opens the page of the batch that each became. */
export function useUpload() {
  const [upload, set] = useState<Upload>({ is: "none" })
  const navigate = useNavigate()
  const client = useQueryClient()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const send = async (held: HeldFile, more: UploadMore = {}) => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    set({ is: "sending", held, sent: 0, began: Date.now() })
    try {
      const id = await sendFile({
        ...held,
        ...(more.source === undefined ? {} : { source: more.source }),
        ...(more.mends === undefined ? {} : { mends: more.mends }),
        signal: control.signal,
        onSent: (sent) => set((now) => (now.is === "sending" ? { ...now, sent } : now)),
      })
      const batch = String(id)
      holdFile(batch, held)
      more.done?.(batch)
      void client.invalidateQueries()
      await navigate({
        to: "/collect/$batch",
        params: { batch },
        replace: more.replace ?? false,
      })
    } catch (thrown) {
      set(control.signal.aborted ? { is: "none" } : { is: "failed", held, thrown })
    }
  }
  return {
    upload,
    send,
    cancel: () => running.current?.abort(),
    forget: () => set({ is: "none" }),
  }
}
