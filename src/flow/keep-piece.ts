import { keep, type KeepPiece, type KeepPorts, type Kept } from "#keep"

/** Keeps a piece of whole customers. */
export async function keepPiece(ports: KeepPorts, piece: KeepPiece): Promise<Kept> {
  return keep(ports, piece)
}
