import type { JoinLink } from "./asking-customer.ts"

/** How records became one customer: leaves are records, each joint the link that was needed there. */
export type Joined =
  | { readonly is: "record"; readonly record: string }
  | {
      readonly is: "joint"
      readonly link: JoinLink
      readonly left: Joined
      readonly right: Joined
      /** Joints below it, itself included. */
      readonly height: number
    }

const order = { must: 0, cannot: 1, auto: 2 } as const

/** Unites in the order of the house: people and rules first, then the strongest evidence. */
export function joinTree(
  records: readonly string[],
  links: readonly JoinLink[],
): readonly Joined[] {
  const groups = new Map<string, Joined>()
  for (const record of records) groups.set(record, { is: "record", record })
  const needed = links
    .filter(({ used, kind }) => used && kind !== "cannot")
    .toSorted(
      (one, other) => order[one.kind] - order[other.kind] || other.milliBits - one.milliBits,
    )
  for (const link of needed) {
    const [left, right] = [groups.get(link.a), groups.get(link.b)]
    if (left === undefined || right === undefined || left === right) continue
    const height = 1 + Math.max(heightOf(left), heightOf(right))
    const joint: Joined = { is: "joint", link, left, right, height }
    for (const record of recordsOf(joint)) groups.set(record, joint)
  }
  return [...new Set(groups.values())]
}

function heightOf(joined: Joined): number {
  return joined.is === "joint" ? joined.height : 0
}

/** The records below, from left to right. */
export function recordsOf(joined: Joined): readonly string[] {
  return joined.is === "record"
    ? [joined.record]
    : [...recordsOf(joined.left), ...recordsOf(joined.right)]
}

/** A joint with its place in the picture: columns are counted from the left, levels from below. */
export interface Joint {
  readonly link: JoinLink
  readonly level: number
  readonly left: { readonly column: number; readonly level: number }
  readonly right: { readonly column: number; readonly level: number }
}

/** Where the joints of a tree stand over its records. */
export function jointsOf(trees: readonly Joined[]): readonly Joint[] {
  const joints: Joint[] = []
  let column = 0
  const put = (joined: Joined): { readonly column: number; readonly level: number } => {
    if (joined.is === "record") return { column: column++, level: 0 }
    const left = put(joined.left)
    const right = put(joined.right)
    joints.push({ link: joined.link, level: joined.height, left, right })
    return { column: (left.column + right.column) / 2, level: joined.height }
  }
  for (const tree of trees) put(tree)
  return joints
}
