import { BlockList, isIPv4 } from "node:net"

// IANA special-purpose registries (RFC 6890 and its updates). What is not for everyone is not for us.
const reserved4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const

/** Within global unicast: protocol assignments and Teredo, documentation, 6to4. */
const reserved6 = [
  ["::", 96],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const

const reserved = new BlockList()
for (const [network, bits] of reserved4) reserved.addSubnet(network, bits, "ipv4")
for (const [network, bits] of reserved6) reserved.addSubnet(network, bits, "ipv6")

/** The only IPv6 space that is given out; all else is local, mapped, translated or not yet anything. */
const global6 = new BlockList()
global6.addSubnet("2000::", 3, "ipv6")

/** Can this address belong to anybody on the internet? */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !reserved.check(address, "ipv4")
  const [unzoned = ""] = address.split("%")
  return global6.check(unzoned, "ipv6") && !reserved.check(unzoned, "ipv6")
}
