import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { mirrored } from "#flow"
import { mirrorIn, type Mirror, type Store } from "#store"

/** A mirror of a test's store in a place of its own. It is built by the first `catchUp`. */
export interface TestMirror {
  readonly mirror: Mirror
  /** Where it lies, for tests that spoil it. */
  readonly directory: string
  readonly close: () => Promise<void>
}

export function openTestMirror(
  store: Store,
  settings: { readonly monthRows?: number } = {},
): TestMirror {
  const directory = join(mkdtempSync(join(tmpdir(), "zhike-mirror-")), "mirror")
  const mirror = mirrorIn({ store, directory, tables: mirrored, ...settings })
  return {
    mirror,
    directory,
    close: async () => {
      await mirror.close()
      rmSync(join(directory, ".."), { recursive: true, force: true })
    },
  }
}
