import { permissions, PrincipalId, type Principal, type Sealer } from "#kernel"

/**
 * The owner of the machine: whoever can read the data directory. Its id follows from the keys, so
 * every program beside the same data acts as the same one.
 */
export function ownerOf(sealer: Sealer): Principal {
  return {
    id: PrincipalId.parse(uuidOf(sealer.digest("principal", "owner"))),
    actor: "owner",
    permissions,
    departments: "all",
    purpose: "operation",
  }
}

/** UUID version 8 (RFC 9562): 122 bits of ours. */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16))
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x80, 6)
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8)
  return own.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}
