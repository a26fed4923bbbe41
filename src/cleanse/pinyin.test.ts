import { pinyin } from "pinyin-pro"
import { expect, test } from "vitest"
import { spellOut } from "./pinyin.ts"

const surnames = Array.from("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇区解查朴曾翟尉")
const given = Array.from(
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英乐行重朝长都参和传降乾仔奇觉夏色藏",
)

test("a name is spelt sign by sign as the dictionary of words spells it", () => {
  const names = surnames.flatMap((surname, at) =>
    given.map((sign, place) => `${surname}${sign}${given[(at + place * 7) % given.length] ?? ""}`),
  )
  expect(new Set(names).size).toBeGreaterThan(1000)
  for (const surname of ["head", "off"] as const) {
    const spelt = names.map((name) =>
      spellOut(name, surname === "head" ? "person" : "organisation"),
    )
    const options = { toneType: "none", type: "array", v: true, surname } as const
    expect(spelt).toEqual(names.map((name) => pinyin(name, options)))
  }
})
