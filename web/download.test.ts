import { expect, test } from "vitest"
import { csvOf } from "./download.ts"

test("a file that spreadsheets read as UTF-8, quoted where it must be", async () => {
  const bytes = new Uint8Array(await csvOf([["客群", 'a "b", c', 12]]).arrayBuffer())
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]))
  expect(new TextDecoder().decode(bytes)).toBe('客群,"a ""b"", c",12\r\n')
})

test.each(["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "\u200B=1"])(
  "%j does not become a formula",
  async (value) => {
    expect(await csvOf([[value]]).text()).toContain(`'${value}`)
  },
)

test("numbers stay numbers", async () => {
  expect(await csvOf([[-3]]).text()).toContain("-3")
})
