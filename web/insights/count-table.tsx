/** A line of a table of counts. */
export interface CountLine {
  readonly key: string
  readonly name: string
  readonly figures: readonly string[]
  readonly question: unknown
}

interface CountTableProps {
  readonly label: string
  /** Of the name, then of the figures. */
  readonly heads: readonly string[]
  readonly lines: readonly CountLine[]
  readonly onOpen: (question: unknown) => void
}

/** A picture as a table: what reads it aloud reads this. The first figure opens its customers. */
export function CountTable({ label, heads, lines, onOpen }: CountTableProps) {
  return (
    <div className="plain-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" className={at === 0 ? undefined : "end-cell"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, figures: [count, ...others], question }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="end-cell">
                <button type="button" className="as-link" onClick={() => onOpen(question)}>
                  {count}
                </button>
              </td>
              {others.map((figure, at) => (
                <td key={heads[at + 2]} className="end-cell">
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
