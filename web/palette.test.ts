import { describe, expect, test } from "vitest"
import { contrast, inkOn, linearLight } from "./contrast.ts"
import { categorical, palette, sequential } from "./palette.ts"

const modes = ["light", "dark"] as const
const grounds = ["paper", "sheet", "raised", "sunken"] as const
const inks = ["ink", "ink2", "ink3", "accent", "against"] as const
const signs = ["ok", "corrected", "doubtful", "impossible"] as const

// Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
const sights = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deutan: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritan: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
} as const

describe.each(modes)("the %s palette", (mode) => {
  const c = palette[mode]

  test.each(grounds)("every text reads on %s", (ground) => {
    for (const ink of [...inks, ...signs])
      expect(contrast(c[ink], c[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test("signs and the accent read on their soft grounds", () => {
    for (const sign of signs)
      expect(contrast(c[sign], c[`${sign}Soft`])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.against, c.againstSoft)).toBeGreaterThanOrEqual(4.5)
    for (const ink of ["ink", "ink2", "ink3", "accent"] as const)
      expect(contrast(c[ink], c.accentSoft)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.onAccent, c.accent)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.onAccent, c.accentHover)).toBeGreaterThanOrEqual(4.5)
  })

  test("chart marks stand out from the sheet, and their labels from them", () => {
    for (const hue of categorical[mode]) expect(contrast(hue, c.sheet)).toBeGreaterThanOrEqual(3)
    for (const step of sequential[mode])
      expect(contrast(inkOn(step), step)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(Object.entries(sights))("kinds and steps stay apart for %s sight", (_, sight) => {
    const kinds = categorical[mode].map((hue) => oklab(hue, sight))
    for (const [at, one] of kinds.entries())
      for (const other of kinds.slice(at + 1))
        expect(Math.hypot(...one.map((x, i) => x - (other[i] ?? 0)))).toBeGreaterThanOrEqual(0.08)
    const lights = sequential[mode].map((step) => oklab(step, sight)[0] ?? 0)
    for (const [at, light] of lights.slice(1).entries())
      expect(Math.abs(light - (lights[at] ?? 0))).toBeGreaterThanOrEqual(0.05)
  })
})

function oklab(hex: string, sight: readonly number[]): readonly number[] {
  const seen = times(sight, linearLight(hex)).map((x) => Math.max(0, x))
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
      0.0883024619, 0.2817188376, 0.6299787005,
    ],
    seen,
  ).map(Math.cbrt)
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099,
      0.0259040371, 0.7827717662, -0.808675766,
    ],
    cones,
  )
}

function times(matrix: readonly number[], vector: readonly number[]): readonly number[] {
  return [0, 3, 6].map((row) =>
    vector.reduce((sum, x, column) => sum + (matrix[row + column] ?? 0) * x, 0),
  )
}
