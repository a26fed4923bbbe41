import { describe, expect, test } from "vitest"
import { en } from "./en.ts"
import { languageOf, languages, say } from "./index.ts"
import { zh } from "./zh.ts"

// That both languages have every key and mention the same facts is a step of `npm run check`.

const chinese = Object.entries<string>(zh)

describe("Chinese is written as one writes it", () => {
  test.each([
    // 请 that asks the reader is out; 请求 and to ask somebody else (请他们…) are ordinary words.
    ["speaks plainly: no 请, 您, 成功地", /(^|[，。；：、])请(?![求他她])|您|成功地/],
    ["does not shout", /[!！]/],
    [
      "has a space between Chinese and Latin letters or digits",
      /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
    ],
    [
      "has Chinese punctuation after Chinese",
      /\p{Script=Han}[,;?](?!\w+\s*[{=])|\p{Script=Han}\.$/u,
    ],
  ])("%s", (_rule, slip) => {
    const slips = chinese
      .filter(([, text]) => slip.test(wordsOf(text)))
      .map(([key, text]) => `${key}: ${text}`)
    expect(slips).toEqual([])
  })
})

test("no text is empty, except for the measure words that English lacks", () => {
  const empty = [
    ...chinese,
    ...Object.entries<string>(en).filter(([key]) => !key.includes(".unit.")),
  ]
    .filter(([, text]) => text.trim() === "")
    .map(([key]) => key)
  expect(empty).toEqual([])
})

test("a failure says where to go from here: more than one clause", () => {
  const bare = chinese.filter(
    ([key, text]) => key.startsWith("failure.") && !/[，。；：]/u.test(text),
  )
  expect(bare).toEqual([])
})

test("a sentence gets its facts, in the reader's language", () => {
  const facts = { host: "partner.example", reason: "status", status: 503 }
  expect(languages.map((language) => say(language, "failure.outbound/failed", facts))).toEqual([
    "访问 partner.example 失败：对方返回 503。核对地址，稍后再试。",
    "partner.example could not be reached: it answered 503. Check the address and try again later.",
  ])
})

test.each([
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["fr-FR", "zh"],
  [undefined, "zh"],
])("whoever prefers %s reads %s", (preferences, language) => {
  expect(languageOf(preferences)).toBe(language)
})

/** The words of a message without the names of its facts and cases. */
function wordsOf(text: string): string {
  return text.replaceAll(/\{\w+\}|\{\w+, (select|plural|selectordinal),|[\w-]+ (?=\{)/g, " ")
}
