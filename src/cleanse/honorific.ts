const after =
  "先生|女士|小姐|太太|夫人|阁下|同志|同学|老师|教授|博士|医生|大夫|护士|律师|会计|工程师|师傅|老板|董事长|董事|总裁|副总裁|总经理|副总经理|副总|经理|副经理|主管|总监|主任|副主任|厂长|店长|院长|校长|局长|处长|科长|部长|书记|秘书|助理|会长|站长|所长|总"
const chineseAfter = new RegExp(`^(\\p{Script=Han}[\\p{Script=Han}· ]*?) ?(?:${after})$`, "u")
const alone = new RegExp(`^(?:${after}|mr|mrs|ms|dr|vip|男|女)\\.?$`, "iu")
const latinBefore =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|madam|mme|herr|frau|rev)\b\.? ?)+(?=\p{L})/iu
const latinAfter = /(?:,? (?:ph\.?d|m\.?d|esq|mba|cpa|先生|女士|小姐)\.?)+$/iu

/** The name without forms of address and titles around it. */
export function withoutHonorifics(name: string): string {
  const latin = name.replace(latinBefore, "").replace(latinAfter, "")
  return withoutChineseHonorifics(latin === "" ? name : latin)
}

/** Is this all a form of address or a title, as in a bracket behind a name? */
export function isHonorific(text: string): boolean {
  return alone.test(text)
}

function withoutChineseHonorifics(name: string): string {
  const bare = chineseAfter.exec(name)?.[1]
  return bare === undefined || bare === "" ? name : withoutChineseHonorifics(bare.trim())
}
