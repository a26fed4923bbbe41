import { inkOn } from "../contrast.ts"
import { palette, sequential } from "../palette.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import type { Group } from "./composition-picture.ts"
import { tiles, type Tile } from "./provinces.ts"
import { stepOf } from "./rfm-picture.ts"

interface ProvinceGridProps {
  readonly groups: readonly Group[]
  readonly onOpen: (question: unknown) => void
}

/** Provinces as squares of one size about where they lie; the darker, the more customers. */
export function ProvinceGrid({ groups, onOpen }: ProvinceGridProps) {
  const text = useText()
  const top = Math.max(1, ...groups.map(({ customers }) => customers))
  const elsewhere = groups.filter(({ value }) => tiles.every(({ province }) => province !== value))
  const off = elsewhere.reduce((sum, { customers }) => sum + customers, 0)
  return (
    <>
      <div className="provinces" role="group" aria-label={text("web.composition.by-province")}>
        {tiles.map((tile) => (
          <Square
            key={tile.province}
            tile={tile}
            group={groups.find(({ value }) => value === tile.province)}
            top={top}
            onOpen={onOpen}
          />
        ))}
      </div>
      {off === 0 ? null : (
        <p className="quiet">{text("web.composition.off-grid", { count: off })}</p>
      )}
    </>
  )
}

interface SquareProps {
  readonly tile: Tile
  readonly group: Group | undefined
  readonly top: number
  readonly onOpen: (question: unknown) => void
}

function Square({ tile, group, top, onOpen }: SquareProps) {
  const text = useText()
  const formats = useFormats()
  const { mode } = useShown()
  const { province, sign, row, column } = tile
  const place = { gridRow: row, gridColumn: column - 1 }
  if (group === undefined)
    return (
      <span style={{ ...place, background: palette[mode].sunken }} title={province}>
        <b>{sign}</b>
      </span>
    )
  const ramp = sequential[mode]
  const ground = ramp[stepOf(group.customers, top, ramp.length)] ?? palette[mode].sunken
  const { value, scale } = formats.figure(group.customers)
  const says = `${province} ${text("web.unit.customers", { count: group.customers })}`
  return (
    <button
      type="button"
      style={{ ...place, background: ground, color: inkOn(ground) }}
      title={says}
      onClick={() => onOpen(group.question)}
    >
      <b>{sign}</b>
      <small>
        {value}
        {scale}
      </small>
    </button>
  )
}
