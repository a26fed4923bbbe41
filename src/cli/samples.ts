import type { House } from "./house.ts"
import type { Terminal } from "./terminal.ts"

export async function importSamples(_house: House, _terminal: Terminal): Promise<void> {}
