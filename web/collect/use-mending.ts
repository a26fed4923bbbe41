import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { useChange } from "../asking.ts"
import { api, newKey } from "../client.ts"
import type { Batch, RejectedRow } from "./asking-batch.ts"

/** Cells of rows that somebody is mending, until they are sent again as a batch of their own. */
export function useMending(batch: Batch) {
  const [edits, set] = useState<ReadonlyMap<number, readonly string[]>>(new Map())
  const navigate = useNavigate()
  const width = batch.plan.columns.length
  const sending = useChange(api.batch.mend, {
    done: ({ id }) => {
      const made = String(id)
      void api.batch
        .run({ batch: made }, { context: { key: newKey() } })
        .finally(() => void navigate({ to: "/collect/$batch", params: { batch: made } }))
    },
  })
  const cellsOf = (row: RejectedRow) => edits.get(row.row) ?? filled(row.cells, width)
  return {
    cellsOf,
    changed: edits.size,
    isChanged: ({ row }: RejectedRow) => edits.has(row),
    isSending: sending.isPending,
    write: (row: RejectedRow, at: number, cell: string) => {
      const cells = cellsOf(row).map((old, place) => (place === at ? cell : old))
      set(new Map([...edits, [row.row, cells]]))
    },
    putBack: ({ row }: RejectedRow) =>
      set(new Map([...edits].filter(([edited]) => edited !== row))),
    send: () =>
      sending.begin({
        batch: String(batch.id),
        rows: Array.from(edits, ([row, cells]) => ({ row, cells: [...cells] })),
      }),
  }
}

/** One cell for each column: short rows are filled up, what is too much stands elsewhere. */
function filled(cells: readonly string[], width: number): readonly string[] {
  return Array.from({ length: width }, (_none, at) => cells[at] ?? "")
}
