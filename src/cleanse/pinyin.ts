import { pinyin } from "pinyin-pro"
import type { Subject } from "#kernel"

const hanSign = /\p{Script=Han}/u

/**
 * The name in Latin letters, one entry for each Han character and each Latin word, in order: 单 in
 * front of a person's name is shan, in an organisation's dan. ü is v, as people type it.
 */
export function spellOut(name: string, subject: Subject): readonly string[] {
  const runs = name
    .normalize("NFKC")
    .match(/\p{Script=Han}+|[\p{L}\p{M}\p{N}'’]+?(?=\p{Script=Han}|[^\p{L}\p{M}\p{N}'’]|$)/gu)
  return (runs ?? []).flatMap((run, at) =>
    hanSign.test(run) ? syllables(run, subject === "person" && at === 0) : [latinWord(run)],
  )
}

function syllables(run: string, surnameFirst: boolean): readonly string[] {
  return soundsOf(run) ?? bySurroundings(run, surnameFirst)
}

const onlySounds = new Map<string, string | undefined>()

/**
 * Most signs have one sound, tones left out, whatever stands around them: names of such signs need no
 * dictionary of words, which takes ten times as long. `undefined` where one has several.
 */
function soundsOf(run: string): readonly string[] | undefined {
  const sounds: string[] = []
  for (const sign of run) {
    if (!onlySounds.has(sign)) onlySounds.set(sign, onlySoundOf(sign))
    const sound = onlySounds.get(sign)
    if (sound === undefined) return undefined
    sounds.push(sound)
  }
  return sounds
}

function onlySoundOf(sign: string): string | undefined {
  const all = pinyin(sign, { multiple: true, toneType: "none", type: "array", v: true })
  const [sound, ...others] = new Set(all)
  return others.length === 0 ? sound : undefined
}

function bySurroundings(run: string, surnameFirst: boolean): readonly string[] {
  return pinyin(run, {
    toneType: "none",
    type: "array",
    v: true,
    surname: surnameFirst ? "head" : "off",
  })
}

/** Small letters without accents or apostrophes. */
function latinWord(run: string): string {
  return run
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
}
