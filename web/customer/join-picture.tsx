import { Trust } from "../parts.tsx"
import { useText } from "../shown.tsx"
import type { Joins, Member } from "./asking-customer.ts"
import { shortKey } from "./evidence-table.tsx"
import { joinTree, jointsOf, recordsOf, type Joint } from "./join-tree.ts"
import { bitsOf, useLinkWords } from "./link-words.ts"

const leafWidth = 196
const levelHeight = 34
const foot = 8

/** Records as columns, over them the joints that made them one: the higher, the later. */
export function JoinPicture({ joins }: { readonly joins: Joins }) {
  const text = useText()
  const trees = joinTree(
    joins.members.map(({ record }) => record),
    joins.links,
  )
  const joints = jointsOf(trees)
  const known = new Map<string, Member>(joins.members.map((member) => [member.record, member]))
  const leaves = trees.flatMap(recordsOf).flatMap((record) => known.get(record) ?? [])
  const levels = Math.max(1, ...joints.map(({ level }) => level))
  const size = { width: leaves.length * leafWidth, height: levels * levelHeight + foot + 12 }
  return (
    <section className="sheet tree">
      <p>{text("web.joins.lead-how")}</p>
      <div
        className="tree-box"
        role="region"
        tabIndex={0}
        aria-label={text("web.joins.tree", { count: joints.length })}
      >
        <svg
          width={size.width}
          height={size.height}
          viewBox={`0 0 ${size.width} ${size.height}`}
          aria-hidden="true"
        >
          {joints.map((joint) => (
            <Stem key={keyOf(joint)} joint={joint} height={size.height} />
          ))}
          {joints.map((joint) => (
            <Label key={keyOf(joint)} joint={joint} height={size.height} />
          ))}
        </svg>
        <ol style={{ gridTemplateColumns: `repeat(${leaves.length}, ${leafWidth}px)` }}>
          {leaves.map(({ record, source, sourceKey }) => (
            <li key={record}>
              <b>{source.name}</b> <Trust of={source.trust} bare />
              <small title={sourceKey}>{shortKey(sourceKey)}</small>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function keyOf({ link }: Joint): string {
  return `${link.a}${link.b}${link.run}`
}

interface JointProps {
  readonly joint: Joint
  readonly height: number
}

function Stem({ joint: { left, right, level }, height }: JointProps) {
  const y = yOf(level, height)
  return (
    <path
      className="stem"
      d={`M${xOf(left.column)} ${yOf(left.level, height)}V${y}H${xOf(right.column)}V${yOf(right.level, height)}`}
    />
  )
}

function Label({ joint, height }: JointProps) {
  const text = useText()
  const { left, right, level, link } = joint
  const x = (xOf(left.column) + xOf(right.column)) / 2
  const y = yOf(level, height)
  const bits = link.kind === "auto" ? text("web.joins.bits", { bits: bitsOf(link) }) : ""
  const says = useLinkWords(link)
  return (
    <g className="joint">
      <rect x={x - labelWidth / 2} y={y - 10} width={labelWidth} height={20} rx={10} />
      <text x={x} y={y + 4}>
        {shortened(says)}
        <tspan className="by"> {bits}</tspan>
        <title>{`${says} ${bits}`}</title>
      </text>
    </g>
  )
}

const labelWidth = 186
const longest = 15

/** The list below says it whole. */
function shortened(says: string): string {
  const wide = /\p{Script=Han}/u.test(says) ? longest : longest + 8
  return says.length <= wide ? says : `${says.slice(0, wide - 1)}…`
}

function xOf(column: number): number {
  return column * leafWidth + leafWidth / 2
}

function yOf(level: number, height: number): number {
  return level === 0 ? height : height - foot - level * levelHeight + 10
}
