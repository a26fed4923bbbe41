// One theme: palette → antd, CSS variables and ECharts. Ink and paper carry the page, one accent
// (黛青) carries action and choice; meaning always has a shape beside its colour.

export type Mode = "light" | "dark"

/** dense: a mouse and a desk. touch: a thumb; targets are at least 44 px. */
export type Density = "dense" | "touch"

const light = {
  paper: "#f4f6f6",
  sheet: "#ffffff",
  raised: "#ffffff",
  sunken: "#eef1f1",
  line: "#e0e5e5",
  edge: "#bcc6c7",
  ink: "#182224",
  ink2: "#4a575a",
  ink3: "#5f6c70",
  accent: "#0b6670",
  accentHover: "#0a7a86",
  accentPress: "#084d55",
  accentSoft: "#e1f0f1",
  onAccent: "#ffffff",
  ok: "#2a6f3d",
  okSoft: "#e6f2e8",
  corrected: "#2c5aa8",
  correctedSoft: "#e6edf9",
  doubtful: "#855500",
  doubtfulSoft: "#fbf0d9",
  impossible: "#ab2a20",
  impossibleSoft: "#fbe9e7",
  for: "#0b6670",
  against: "#a54611",
  againstSoft: "#fbeadf",
}

export type Colours = Readonly<typeof light>

const dark: Colours = {
  paper: "#101415",
  sheet: "#181d1f",
  raised: "#20272a",
  sunken: "#13181a",
  line: "#2b3336",
  edge: "#4a5559",
  ink: "#e6ecec",
  ink2: "#b1bcbf",
  ink3: "#919da1",
  accent: "#5cc0c7",
  accentHover: "#7ad0d6",
  accentPress: "#46a6ad",
  accentSoft: "#173439",
  onAccent: "#06282b",
  ok: "#79c58a",
  okSoft: "#1a3020",
  corrected: "#8fb4f2",
  correctedSoft: "#1b2a45",
  doubtful: "#e3b04f",
  doubtfulSoft: "#38290c",
  impossible: "#f2938a",
  impossibleSoft: "#421c19",
  for: "#5cc0c7",
  against: "#ec9a62",
  againstSoft: "#40260f",
}

export const palette: Readonly<Record<Mode, Colours>> = { light, dark }

/** Amounts: one hue, lightness alone orders the steps; it turns round in the dark. */
export const sequential: Readonly<Record<Mode, readonly string[]>> = {
  light: ["#e8f2f2", "#c8e2e3", "#9ecdd0", "#6fb3b8", "#40959c", "#1b757d", "#07525a"],
  dark: ["#1b2b2e", "#1f4146", "#225860", "#2a737b", "#3d9198", "#63b1b6", "#9bd6d9"],
}

/** Kinds, in this order, six at most; the rest is "other". */
export const categorical: Readonly<Record<Mode, readonly string[]>> = {
  light: ["#0b6670", "#b94c12", "#42309a", "#a0935f", "#5f8fcb", "#5e1036"],
  dark: ["#5cc0c7", "#f2913c", "#9a8ffb", "#f4d79f", "#3a73d8", "#8f6a84"],
}

/** Height of a list's row in px. */
export const rowHeight: Readonly<Record<Density, number>> = { dense: 36, touch: 64 }
