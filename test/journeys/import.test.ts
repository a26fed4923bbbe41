import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Foreseen, Imported, Rebuilt } from "./answers.ts"
import { answerOf, newPlace, zhike } from "./program.ts"

// A person at the command line with two files that speak of some of the same people.

const place = newPlace()
const at = { data: join(place, "data") }
const shop = join(place, "shop.csv")
const fair = join(place, "fair.csv")
const exported = join(place, "membership.jsonl")

const Membership = z.object({ source: z.string(), source_key: z.string(), customer_id: z.string() })

beforeAll(() => {
  writeFileSync(
    shop,
    [
      "客户编号,姓名,手机,邮箱,出生日期,身份证号",
      "S1,张伟,138 0013 8000,zw@example.com,1980-05-17,11010519491231002X",
      "S2,王芳,１３９１２３６５０７８,,1990/3,",
      "S3,李娜,1.38E+10,lina@example.com,,",
      ",,,,,",
      "S4,张伟,13700000000,other@example.com,,",
    ].join("\n"),
  )
  writeFileSync(
    fair,
    [
      "name,mobile,email,city",
      "张伟,+86 13800138000,ZW@Example.com,福州",
      "王芳,13912365078,wf@example.com,厦门",
      "赵敏,13611112222,,泉州",
    ].join("\n"),
  )
})

test("a file is imported, and every row is accounted for", async () => {
  const answer = await answerOf(
    Imported,
    ["import", shop, "--source", "商城", "--rejected", join(place, "rejected.csv")],
    at,
  )
  expect(answer).toMatchObject({ read: 5, accepted: 4, new: 4, changed: 0, same: 0, rejected: 1 })
  expect(answer.customers).toBe(4)
  expect(readFileSync(join(place, "rejected.csv"), "utf8").trim().split("\n")).toHaveLength(2)
})

test("the same file again adds nothing", async () => {
  const answer = await answerOf(Imported, ["import", shop, "--source", "商城"], at)
  expect(answer).toMatchObject({ accepted: 4, new: 0, changed: 0, same: 4, customers: 0 })
})

test("a dry run leaves nothing behind", async () => {
  const before = await answerOf(Rebuilt, ["rebuild", "--check"], at)
  const dry = await answerOf(Foreseen, ["import", fair, "--source", "展会", "--dry-run"], at)
  expect(dry).toMatchObject({ read: 3, accepted: 3, new: 3 })
  const { changed, merged, joined, new: fresh } = dry.foresight.counts
  expect([changed, merged, joined + fresh]).toEqual([0, 0, dry.customers])
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], at)).toMatchObject({
    records: before.records,
    customers: before.customers,
  })
})

test("people of a second file are joined to those who are known", async () => {
  const answer = await answerOf(Imported, ["import", fair, "--source", "展会"], at)
  expect(answer).toMatchObject({ read: 3, accepted: 3, new: 3, customers: 3 })
  await answerOf(z.looseObject({}), ["export", "membership", "--to", exported], at)
  const rows = readFileSync(exported, "utf8").trim().split("\n")
  const members = rows.map((row) => Membership.parse(JSON.parse(row)))
  expect(members).toHaveLength(7)
  expect(new Set(members.map((member) => member.customer_id)).size).toBe(5)
})

test("a customer can be found and asked why", async () => {
  const found = await answerOf(
    z.looseObject({ customers: z.array(z.looseObject({ number: z.string(), name: z.string() })) }),
    ["customers", "--search", "王芳"],
    at,
  )
  expect(found.customers).toHaveLength(1)
  const why = await zhike(["customer", found.customers[0]?.number ?? "", "--why"], at)
  expect(why.code).toBe(0)
  expect(why.out).toContain("商城")
  expect(why.out).toContain("展会")
})

test("sensitive values are masked unless they are asked for", async () => {
  const records = join(place, "records.csv")
  await answerOf(z.looseObject({}), ["export", "records", "--to", records], at)
  expect(readFileSync(records, "utf8")).not.toContain("11010519491231002X")
  await answerOf(z.looseObject({}), ["export", "records", "--to", records, "--reveal"], at)
  expect(readFileSync(records, "utf8")).toContain("11010519491231002X")
})

test("an import is undone, and the record of it stays true", async () => {
  const batches = await answerOf(
    z.array(z.looseObject({ id: z.int(), state: z.string() })),
    ["batches"],
    at,
  )
  const last = batches[0]?.id ?? 0
  await answerOf(
    z.looseObject({ batch: z.int(), kept: z.looseObject({ alone: z.int() }) }),
    ["undo", String(last)],
    at,
  )
  const rebuilt = await answerOf(Rebuilt, ["rebuild", "--check"], at)
  expect(rebuilt).toMatchObject({ differences: 0, customers: 4 })
})

test("a backup is restored elsewhere, and never over something", async () => {
  const file = join(place, "house.backup")
  await answerOf(z.looseObject({ file: z.string() }), ["backup", "--to", file], at)
  await answerOf(z.looseObject({}), ["keys", "--to", join(place, "keys.json")], {
    ...at,
    env: { ZHIKE_PASSPHRASE: "correct horse battery staple" },
  })
  const refused = await zhike(["restore", file, "--json"], at)
  expect(refused.code).toBe(1)
  const elsewhere = { data: join(place, "elsewhere") }
  await answerOf(z.looseObject({}), ["restore", file], elsewhere)
  await answerOf(z.looseObject({}), ["keys", "--from", join(place, "keys.json")], {
    ...elsewhere,
    env: { ZHIKE_PASSPHRASE: "correct horse battery staple" },
  })
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], elsewhere)).toMatchObject({
    customers: 4,
    differences: 0,
  })
})

test("reset takes away everything, and only when it is told twice", async () => {
  expect((await zhike(["reset"], at)).code).not.toBe(0)
  expect(existsSync(at.data)).toBe(true)
  expect((await zhike(["reset", "--yes"], at)).code).toBe(0)
  expect(existsSync(join(at.data, "keys.json"))).toBe(false)
})
