/** WCAG 2 contrast ratio of two #rrggbb colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** Ink or paper, whichever reads better on a ground. */
export function inkOn(ground: string): string {
  const dark = "#10191b"
  const pale = "#ffffff"
  return contrast(dark, ground) >= contrast(pale, ground) ? dark : pale
}

/** Red, green and blue as linear light, 0–1. */
export function linearLight(hex: string): readonly [number, number, number] {
  return [channel(hex, 1), channel(hex, 3), channel(hex, 5)]
}

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminance(hex: string): number {
  const [red, green, blue] = linearLight(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
