import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { isHonorific, withoutHonorifics } from "./honorific.ts"
import { inNameCase } from "./latin-case.ts"
import { isNamePartPlaceholder, isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"
import { isDoubleSurname } from "./surname.ts"

const reasons = [
  "person-name/empty",
  "person-name/placeholder",
  "person-name/no-letters",
  "person-name/mojibake",
  "person-name/spelling",
  "person-name/honorific",
  "person-name/order",
  "person-name/letter-case",
  "person-name/note",
  "person-name/one-character",
  "person-name/surname-only",
  "person-name/informal",
  "person-name/characters",
  "person-name/several",
  "person-name/organisation",
  "person-name/long",
] as const
type Reason = (typeof reasons)[number]

/** Name of a person, whole or in part, in any script. Traditional characters stay. */
export const personName: Cleaner<Reason> = {
  kind: "person-name",
  reasons,
  example: "欧阳娜娜",
  cleanse: cleansePersonName,
}

// As most names are written: nothing to unify.
const plain = /^(?:[\u4e00-\u9fff]{2,3}|[A-Za-z]+(?: [A-Za-z]+)*)$/
const han = /\p{Script=Han}/u
const letters = /\p{L}/u
const note = /^([^()]*\p{L}[^()]*)\(([^()]*)\)$/u
const surnameFirst = /^(\p{L}[^,\p{Script=Han}]*), ?(\p{L}[^,\p{Script=Han}]*)$/u
const organisation =
  /(?:公司|集团|有限|工厂|事务所|合作社|商行|经营部|研究院|委员会)|\b(?:ltd|inc|llc|gmbh|corp)\b/iu
const somebody =
  /^(?:客户|顾客|用户|会员|买家|新客户|老客户|业主|家长|本人|customer|client|user|member|buyer)\d*$/i
const broken = /\ufffd|锟斤拷|烫烫|屯屯/u

function cleansePersonName(written: string, context: CleanContext): Verdict<string, Reason> {
  const spelled = unifyName(written)
  const flaw = findFlaw(spelled, isPart(context))
  if (flaw !== undefined) return impossible(flaw)
  const bare = withoutNote(spelled)
  const named = unifyName(withoutHonorifics(bare))
  const ordered = givenFirst(named)
  const name = letters.test(ordered) ? unifyName(inNameCase(ordered)) : spelled
  return judge(name, {
    changes: [
      spelled !== written && "person-name/spelling",
      (named !== bare || noteOf(spelled, bare) === "honorific") && "person-name/honorific",
      ordered !== named && "person-name/order",
      name !== ordered && "person-name/letter-case",
    ],
    doubts: doubtsOf(name, { spelled, bare, named, part: isPart(context) }),
  })
}

/** One spelling: no spaces among Han characters, one kind of dot between the parts of a foreign name. */
function unifyName(written: string): string {
  if (plain.test(written)) return written
  return unifySpelling(
    unifySpelling(written)
      .replace(/(?<=\p{Script=Han}) ?[·•・‧∙⋅●.] ?(?=\p{Script=Han})/gu, "·")
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "")
      .replace(/^[\s,.;:·_"'、。-]+|[\s,;:·_"、。-]+$/gu, "")
      .replace(/ ?, ?/g, ", "),
  )
}

function isPart({ field }: CleanContext): boolean {
  return field !== undefined && field.id !== "name" && field.id !== "legal_person"
}

function findFlaw(spelled: string, part: boolean): Reason | undefined {
  if (spelled === "") return "person-name/empty"
  if (part ? isNamePartPlaceholder(spelled) : isPlaceholder(spelled)) {
    return "person-name/placeholder"
  }
  if (!part && (isHonorific(spelled) || somebody.test(spelled))) return "person-name/placeholder"
  if (broken.test(spelled)) return "person-name/mojibake"
  return letters.test(spelled) ? undefined : "person-name/no-letters"
}

function withoutNote(spelled: string): string {
  return spelled.includes("(") ? unifyName(spelled.replace(note, "$1")) : spelled
}

/** What was left out with a bracket: a form of address says nothing new, anything else might. */
function noteOf(spelled: string, bare: string): "honorific" | "note" | undefined {
  if (bare === spelled) return undefined
  return isHonorific(note.exec(spelled)?.[2]?.trim() ?? "") ? "honorific" : "note"
}

/** Smith, John is John Smith; DE LA CRUZ, Juan is in two letter cases. */
function givenFirst(name: string): string {
  return name.replace(surnameFirst, (whole, surname: string, given: string) =>
    whole === whole.toUpperCase()
      ? `${given} ${surname}`
      : `${inNameCase(given)} ${inNameCase(surname)}`,
  )
}

interface Steps {
  readonly spelled: string
  readonly bare: string
  readonly named: string
  readonly part: boolean
}

function doubtsOf(
  name: string,
  { spelled, bare, named, part }: Steps,
): readonly (Reason | false)[] {
  const length = Array.from(name).length
  const single = length === 1 && !part
  const surname =
    single || (!part && (isDoubleSurname(name) || /^[\p{Script=Latin}'’-]+$/u.test(name)))
  return [
    noteOf(spelled, bare) === "note" && "person-name/note",
    surname && named !== bare && "person-name/surname-only",
    single && named === bare && "person-name/one-character",
    /^[小老阿]\p{Script=Han}$/u.test(name) && !part && "person-name/informal",
    /[\d@*?#$%^_=+<>[\]{}|\\~]/u.test(name) && "person-name/characters",
    /\p{L} ?[/;&、] ?\p{L}/u.test(name) && "person-name/several",
    organisation.test(name) && "person-name/organisation",
    length > (han.test(name) ? 25 : 70) && "person-name/long",
  ]
}
