import { expect, test } from "vitest"
import { exportKeys, importKeys } from "./key-copy.ts"
import { randomKeys } from "./keys.ts"

const keys = randomKeys()
const passphrase = "正确 马 电池 订书钉 correct"
const copy = await exportKeys(keys, passphrase)

test("a copy brings the same keys back", async () => {
  expect(await importKeys(copy, passphrase)).toEqual(keys)
})

test("a copy that went through a mail program still opens", async () => {
  expect(await importKeys(`\r\n${copy.replaceAll("\n", "\r\n")}  `, passphrase)).toEqual(keys)
})

test("a copy shows no key", () => {
  const written = Buffer.from(copy.replaceAll("\n", ""), "base64").toString("latin1") + copy
  expect(written).not.toContain(keys.root.toString("base64"))
  expect(written).not.toContain("sealing")
})

test("a wrong passphrase or an altered copy opens nothing", async () => {
  const wrong = { code: "govern/wrong-passphrase" }
  await expect(importKeys(copy, `${passphrase}!`)).rejects.toMatchObject(wrong)
  const last = copy.trim().at(-10) === "A" ? "B" : "A"
  const altered = `${copy.trim().slice(0, -10)}${last}${copy.trim().slice(-9)}`
  await expect(importKeys(altered, passphrase)).rejects.toMatchObject(wrong)
})

test("another file is recognised as no copy", async () => {
  const nothing = { code: "govern/not-a-key-copy" }
  await expect(importKeys("", passphrase)).rejects.toMatchObject(nothing)
  await expect(importKeys("name,phone\n张三,1", passphrase)).rejects.toMatchObject(nothing)
  const cut = copy.split("\n").slice(0, 4).join("\n")
  await expect(importKeys(cut, passphrase)).rejects.toMatchObject(nothing)
})

test("a short passphrase is refused, and characters are counted, not bytes", async () => {
  await expect(exportKeys(keys, "十一个字也还是太短了呀")).rejects.toMatchObject({
    code: "govern/passphrase-short",
    facts: { least: 12 },
  })
})
