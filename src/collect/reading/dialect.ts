export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030"

/** How the bytes of a file are read as rows of cells. */
export interface Dialect {
  readonly encoding: Encoding
  readonly delimiter: string
  /** `null`: quotes mean nothing. */
  readonly quote: string | null
  /** Is the first row the names of the columns? Otherwise they are called 1, 2, 3 … */
  readonly header: boolean
}
