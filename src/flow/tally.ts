import type { BatchTally } from "#collect"
import type { Kept } from "#keep"
import type { Reconciled, Taken } from "./reconcile.ts"

/** Nothing has been counted yet. */
export const emptyTally: BatchTally = {
  read: 0,
  accepted: 0,
  new: 0,
  changed: 0,
  same: 0,
  rejected: 0,
  customers: 0,
  joined: 0,
}

/** The tally of a batch of which so many rows were refused, over what was counted before a cut. */
export function refusedTally(before: BatchTally, rejected: number): BatchTally {
  return { ...before, rejected, read: before.accepted + rejected }
}

/** Counts the rows of a piece, and what became of customers. */
export function addPiece(
  before: BatchTally,
  { reconciled }: { readonly reconciled: readonly Reconciled[] },
  kept: Kept,
): BatchTally {
  const count = (wanted: Taken) =>
    reconciled.reduce((sum, { taken }) => sum + taken.filter((one) => one === wanted).length, 0)
  const counted = { new: count("new"), changed: count("changed"), same: count("same") }
  const accepted = before.accepted + counted.new + counted.changed + counted.same
  return {
    accepted,
    rejected: before.rejected,
    read: accepted + before.rejected,
    new: before.new + counted.new,
    changed: before.changed + counted.changed,
    same: before.same + counted.same,
    customers: before.customers + kept.customers,
    joined: before.joined + kept.joined,
  }
}
