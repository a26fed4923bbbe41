import * as fc from "fast-check"
import { expect, test } from "vitest"
import { isPublicAddress } from "./public-address.ts"

test.each([
  "8.8.8.8",
  "114.114.114.114",
  "172.32.0.1",
  "100.128.0.1",
  "2400:3200::1",
  "2606:4700::1111",
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  "fe80::1%eth0",
  "::ffff:8.8.8.8",
  "ff02::1",
  "255.255.255.255",
  "2001:db8::1",
  "2001::1",
  "nonsense",
  "",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test("no address of a reserved network is public, however it ends", () => {
  const rest = fc.ipV4().map((address) => address.replace(/^\d+/, ""))
  fc.assert(
    fc.property(fc.constantFrom("10", "127", "0", "240", "224"), rest, (network, tail) => {
      expect(isPublicAddress(`${network}${tail}`)).toBe(false)
      expect(isPublicAddress(`::${network}${tail}`)).toBe(false)
    }),
  )
})
