import { describe, expect, test } from "vitest"
import { nameSortKey } from "./name-sort-key.ts"
import { queryTokens, searchTokens } from "./search-tokens.ts"

const tokensOf = (name: string) =>
  searchTokens("person", {
    name: [name],
    phones: ["+8613800138000"],
    emails: ["wei.zhang77@example.com"],
  })
const finds = (query: string, name: string) => {
  const wanted = queryTokens(query)
  return wanted.length > 0 && wanted.every((token) => tokensOf(name).includes(token))
}

describe("a customer is found by", () => {
  test.each([
    ["张", "张伟杰"],
    ["张伟", "张伟杰"],
    ["伟杰", "张伟杰"],
    ["張偉傑", "张伟杰"],
    ["张伟杰", "張偉傑"],
    ["zhangweijie", "张伟杰"],
    ["zhangwei", "张伟杰"],
    ["zhang wei", "张伟杰"],
    ["ZWJ", "张伟杰"],
    ["shan", "单雄信"],
    ["oynn", "欧阳娜娜"],
    ["steph", "Henry Stephens"],
    ["stephens henry", "Henry Stephens"],
    ["josé", "Jose Ruiz"],
    ["O'Brien", "Conan O’Brien"],
    ["8000", "无名氏"],
    ["13800138000", "无名氏"],
    ["138 0013 8000", "无名氏"],
    ["zhang77", "无名氏"],
    ["wei.zhang77", "无名氏"],
  ])("%s: %s", (query, name) => {
    expect(finds(query, name)).toBe(true)
  })
})

describe("a customer is not found by", () => {
  test.each([
    ["杰伟", "张伟杰"],
    ["dan", "单雄信"],
    ["8001", "无名氏"],
    ["h", "Henry Stephens"],
    ["", "Henry Stephens"],
    ["tephens", "Henry Stephens"],
  ])("%s: %s", (query, name) => {
    expect(finds(query, name)).toBe(false)
  })
})

const byKey = (one: string, other: string) => (nameSortKey(one) < nameSortKey(other) ? -1 : 1)

test("names stand in the order of pinyin, Latin ones among them", () => {
  const names = [
    "赵云",
    "Zola",
    "单雄信",
    "李四",
    "Émile Zola",
    "lee",
    "区大年",
    "欧阳修",
    "张飞",
    "吕布",
  ]
  expect(names.toSorted(byKey)).toEqual([
    "Émile Zola",
    "lee",
    "李四",
    "吕布",
    "区大年",
    "欧阳修",
    "单雄信",
    "张飞",
    "赵云",
    "Zola",
  ])
})

test("an organisation is not read as if a surname stood in front", () => {
  expect(nameSortKey("解放日报", "organisation")).toMatch(/^jie fang/)
  expect(nameSortKey("解缙")).toMatch(/^xie jin/)
})
