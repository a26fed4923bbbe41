import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Failure, type Sealer } from "#kernel"
import { randomKeys, sealerOf } from "#govern"

interface Adapter {
  readonly name: string
  readonly make: () => Sealer
  /** Another instance: other keys. */
  readonly makeOther: () => Sealer
}

const keys = randomKeys()
const adapters: readonly Adapter[] = [
  { name: "keys in a file", make: () => sealerOf(keys), makeOther: () => sealerOf(randomKeys()) },
]

describe.each(adapters)("Sealer: $name", ({ make, makeOther }) => {
  const sealer = make()
  const text = fc.string({ unit: "grapheme" })

  test("what was sealed opens as it was, also after a restart", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (plain) => {
        expect(make().open(sealer.seal(plain)).equals(Buffer.from(plain))).toBe(true)
      }),
      { numRuns: 100 },
    )
    fc.assert(
      fc.property(text, (plain) => {
        expect(make().openText(sealer.sealText(plain))).toBe(plain)
      }),
    )
  })

  test("every seal of the same text is another", () => {
    const seals = Array.from({ length: 1000 }, () => sealer.sealText("11010519491231002X"))
    expect(new Set(seals).size).toBe(1000)
  })

  test("a seal shows nothing of its text", () => {
    const sealed = sealer.seal(Buffer.from("11010519491231002X"))
    expect(sealed.includes("110105")).toBe(false)
  })

  test("one changed bit anywhere, and it does not open", () => {
    const sealed = sealer.seal(Buffer.from("11010519491231002X"))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      const byte = Math.floor(bit / 8)
      altered.writeUInt8(altered.readUInt8(byte) ^ (1 << (bit % 8)), byte)
      expect(codeOf(() => sealer.open(altered))).toBe("govern/cannot-open")
    }
  })

  test("what is cut off or was never sealed does not open", () => {
    const sealed = sealer.seal(Buffer.from("张三"))
    for (let length = 0; length < sealed.length; length++) {
      expect(codeOf(() => sealer.open(sealed.subarray(0, length)))).toBe("govern/cannot-open")
    }
    expect(codeOf(() => sealer.openText("张三"))).toBe("govern/cannot-open")
  })

  test("another instance cannot open it", () => {
    expect(codeOf(() => makeOther().open(sealer.seal(Buffer.from("张三"))))).toBe(
      "govern/cannot-open",
    )
  })

  test("a blind index finds equal texts under one label, and nothing else", () => {
    const index = sealer.blindIndex("identity_number", "11010519491231002X")
    expect(index).toMatch(/^[0-9a-f]{32}$/)
    expect(make().blindIndex("identity_number", "11010519491231002X")).toBe(index)
    const others = [
      sealer.blindIndex("bank_card", "11010519491231002X"),
      sealer.blindIndex("identity_number", "110105194912310021"),
      makeOther().blindIndex("identity_number", "11010519491231002X"),
    ]
    expect(new Set([index, ...others]).size).toBe(4)
  })

  test("a digest is 32 bytes that hang on instance, label and text", () => {
    const digest = sealer.digest("record", "crm\u000013800138000")
    expect(digest).toHaveLength(32)
    expect(make().digest("record", "crm\u000013800138000")).toEqual(digest)
    const others = [
      sealer.digest("desk", "crm\u000013800138000"),
      sealer.digest("record", "crm\u000013800138001"),
      makeOther().digest("record", "crm\u000013800138000"),
    ]
    expect(new Set([digest, ...others].map((bytes) => bytes.toString("hex"))).size).toBe(4)
  })

  test("index and digest of the same words have nothing in common", () => {
    const digest = sealer.digest("identity_number", "x").toString("hex")
    expect(digest.startsWith(sealer.blindIndex("identity_number", "x"))).toBe(false)
  })
})

function codeOf(open: () => unknown): string {
  try {
    open()
    return "opened"
  } catch (error) {
    return error instanceof Failure ? error.code : String(error)
  }
}
