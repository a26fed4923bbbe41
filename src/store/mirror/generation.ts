import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * One mirror as a whole: a folder with its file and its closed months. A new one is built beside the
 * one in use, and takes its place by one renaming of the pointer.
 */
export interface Generation {
  readonly name: string
  readonly folder: string
  readonly file: string
}

const pointerName = "current"

function generationIn(directory: string, name: string): Generation {
  const folder = join(directory, name)
  return { name, folder, file: join(folder, "mirror.duckdb") }
}

/** The mirror in use, if there is one. */
export async function currentGeneration(directory: string): Promise<Generation | undefined> {
  const name = await readFile(join(directory, pointerName), "utf8").catch(() => "")
  return name === "" ? undefined : generationIn(directory, name)
}

/** An empty folder for a mirror to be built in. */
export async function newGeneration(directory: string, name: string): Promise<Generation> {
  const generation = generationIn(directory, name)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await rm(generation.folder, { recursive: true, force: true })
  await mkdir(generation.folder, { mode: 0o700 })
  return generation
}

/** From here on this one is the mirror; all others go. */
export async function takeUp(directory: string, { name }: Generation): Promise<void> {
  const draft = join(directory, `${pointerName}.new`)
  await writeFile(draft, name, { mode: 0o600 })
  await rename(draft, join(directory, pointerName))
  for (const entry of await readdir(directory))
    if (entry !== pointerName && entry !== name)
      await rm(join(directory, entry), { recursive: true, force: true })
}
