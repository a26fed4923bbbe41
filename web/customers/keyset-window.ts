/**
 * A long list read page by page, where a page is known by where it begins: the first by nothing,
 * each later one by what the page before it said. Only the beginnings are kept here; rows far from
 * what is looked at leave the memory and come again by their page's beginning.
 */
export interface KeysetWindow {
  readonly starts: readonly (string | null)[]
  /** How many rows there are in all, once the last page was seen. */
  readonly total: number | undefined
}

export interface ReceivedPage {
  readonly count: number
  readonly next: string | null
}

export const pageRows = 100

export const opened: KeysetWindow = { starts: [null], total: undefined }

/** What a page that came says of the next one. The same window where it says nothing new. */
export function received(window: KeysetWindow, at: number, page: ReceivedPage): KeysetWindow {
  if (at >= window.starts.length) return window
  const { count, next } = page
  if (next === null) {
    const total = at * pageRows + count
    const known = window.starts.length === at + 1 && window.total === total
    return known ? window : { starts: window.starts.slice(0, at + 1), total }
  }
  if (window.starts[at + 1] === next) return window
  return { starts: [...window.starts.slice(0, at + 1), next], total: undefined }
}

/** Rows that have a place on the page: all, or up to the end of the next page to come. */
export function rowsKnown({ starts, total }: KeysetWindow): number {
  return total ?? starts.length * pageRows
}

/** The pages that hold the rows from `first` to `last`, as far as their beginnings are known. */
export function pagesFor({ starts }: KeysetWindow, first: number, last: number): readonly number[] {
  const from = Math.max(0, Math.min(pageOf(first), starts.length - 1))
  const to = Math.max(from, Math.min(pageOf(last), starts.length - 1))
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

export function pageOf(rank: number): number {
  return Math.floor(rank / pageRows)
}
