import { headerKey, headerNames } from "./header-names.ts"

/** What a file holds. */
export const contents = ["people", "organisations", "orders"] as const
export type Contents = (typeof contents)[number]

/** What a header alone says of its column: a field or a role, and how surely. */
export interface HeaderGuess {
  readonly target: string
  readonly confidence: number
}

// Whose it is says nothing when all columns are about the same one.
const owners =
  /^(?:客户|顾客|联系人|会员|用户|买家|收货人|收件人|投保人|被保险人|患者|学生|员工|本人|个人|公司|企业|单位|customer|client|contact|member|user|buyer|person|billing|shipping|primary|home|work|company|business)/

const patterns: readonly (readonly [shape: RegExp, target: string])[] = [
  [/^(?:number|num|no|count)of[a-z]+$/, "order.quantity"],
  [
    /(?:dollar|usd|cny|rmb|order|net|gross|sales|total|paid)(?:value|amount|total|sum|price)$/,
    "order.amount",
  ],
  [/^(?:order|invoice|purchase|transaction|sale).*(?:date|time|at)$/, "order.date"],
]

/** Reads a header: its whole, without a number behind, without an owner in front. */
export function guessByHeader(header: string, of: Contents): HeaderGuess | undefined {
  const table = headerNames[of]
  const key = headerKey(header)
  const numberless = key.replace(/\d+$/, "").replace(/[一二三]$/u, "")
  const tries: readonly (readonly [key: string, confidence: number])[] = [
    [key, 0.95],
    [numberless, 0.9],
    [key.replace(owners, ""), 0.85],
    [numberless.replace(owners, ""), 0.8],
  ]
  for (const [one, confidence] of tries) {
    const target = table.get(one)
    if (target !== undefined) return { target, confidence }
  }
  const shape = of === "orders" ? patterns.find(([pattern]) => pattern.test(key)) : undefined
  return shape === undefined ? undefined : { target: shape[1], confidence: 0.7 }
}
