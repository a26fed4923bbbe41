import { z } from "zod"

const Names = z.record(z.string(), z.string()).optional()
const Package = z.object({
  dependencies: Names,
  devDependencies: Names,
  optionalDependencies: Names,
  license: z.string().optional(),
  resolved: z.string().optional(),
})

/** The parts of package-lock.json that are looked at. */
export const Lock = z.object({ packages: z.record(z.string(), Package) })
export type Lock = z.infer<typeof Lock>

/**
 * Every dependency named in the lock is in the lock: an optional one that the registry lacked when
 * the lock was made is left out silently, and `npm ci` then fails on every machine.
 */
export function lockFaults({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([place, entry]) => [
    ...Object.entries({
      ...entry.dependencies,
      ...entry.devDependencies,
      ...entry.optionalDependencies,
    })
      .filter(([name]) => !isFound(packages, place, name))
      .map(
        ([name, range]) =>
          `${name}@${range}, wanted by ${place || "the project"}, is not in the lock`,
      ),
    ...(place === "" ? loosePins(entry) : []),
    // An address would bind everyone to one registry.
    ...(entry.resolved?.startsWith("http") === true
      ? [`${place} carries the address of a registry`]
      : []),
  ])
}

function loosePins(project: Lock["packages"][string]): readonly string[] {
  const pins = {
    ...project.dependencies,
    ...project.devDependencies,
    ...project.optionalDependencies,
  }
  return Object.entries(pins)
    .filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))
    .map(([name, range]) => `${name}@${range} is not one exact version`)
}

/** As Node looks for it: beside its user, then one folder up, and so on. */
function isFound(packages: Lock["packages"], place: string, name: string): boolean {
  if (packages[`${place === "" ? "" : `${place}/`}node_modules/${name}`] !== undefined) return true
  if (place === "") return false
  return isFound(packages, place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/"))), name)
}
