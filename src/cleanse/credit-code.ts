import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

// GB 32100-2015. 18 characters: authority 1, category 1, region 6, organisation 9, check 1.
// The organisation's nine are a code of their own (GB 11714), the last of them its check.

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
const shape = new RegExp(`^[${alphabet}]{2}\\d{6}[${alphabet}]{10}$`)
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

// Letters that the alphabet leaves out, each for one character it is misread as. V resembles two.
const lookalikes: Readonly<Record<string, string>> = { I: "1", O: "0", S: "5", Z: "2" }

const reasons = [
  "credit-code/spelling",
  "credit-code/placeholder",
  "credit-code/lookalike",
  "credit-code/spreadsheet-lost-digits",
  "credit-code/length",
  "credit-code/characters",
  "credit-code/check",
  "credit-code/organisation-check",
] as const
type Reason = (typeof reasons)[number]

/** Unified social credit code: the one number of every organisation in China. */
export const creditCode: Cleaner<Reason> = {
  kind: "credit-code",
  reasons,
  example: "91350100M000100Y43",
  cleanse: cleanseCreditCode,
}

/** The nine characters by which sources from before 2015 know the organisation. */
function organisationOf(code: string): string {
  return code.slice(8, 17)
}

function cleanseCreditCode(written: string): Verdict<string, Reason> {
  const spelled = unifySpelling(written)
    .replace(/[\s\p{Pd}]/gu, "")
    .toUpperCase()
  if (isPlaceholder(spelled)) return impossible("credit-code/placeholder")
  const code = spelled.replace(/[IOSZ]/g, (letter) => lookalikes[letter] ?? letter)
  const flaw = findFlaw(code)
  if (flaw !== undefined) return impossible(flaw)
  return judge(code, {
    changes: [
      spelled !== written && "credit-code/spelling",
      code !== spelled && "credit-code/lookalike",
    ],
    doubts: [!organisationCheckHolds(organisationOf(code)) && "credit-code/organisation-check"],
  })
}

function findFlaw(code: string): Reason | undefined {
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(code)) return "credit-code/spreadsheet-lost-digits"
  if (code.length !== 18) return "credit-code/length"
  if (!shape.test(code)) return "credit-code/characters"
  if (!checkHolds(code)) return "credit-code/check"
  return undefined
}

function checkHolds(code: string): boolean {
  const sum = weigh(weights, (at) => alphabet.indexOf(code.charAt(at)))
  return alphabet.charAt((31 - (sum % 31)) % 31) === code.charAt(17)
}

function organisationCheckHolds(organisation: string): boolean {
  // The older standard counts letters through the whole Latin alphabet: here M is 22, above it is 21.
  const sum = weigh(organisationWeights, (at) => Number.parseInt(organisation.charAt(at), 36))
  return "0123456789X".charAt((11 - (sum % 11)) % 11) === organisation.charAt(8)
}

function weigh(factors: readonly number[], digitAt: (at: number) => number): number {
  return factors.reduce((sum, factor, at) => sum + factor * digitAt(at), 0)
}
