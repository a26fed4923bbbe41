import { theme, type ThemeConfig } from "antd"

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

type Colours = Readonly<typeof light>

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

/** Latin first, so that digits and letters come from the Latin face; then each system's Chinese. */
export const fontFamily =
  '-apple-system, "Segoe UI", Roboto, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
const monoFamily = 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono", monospace'

/** px. 12 is the smallest readable Chinese, 13 the body. */
export const type = { note: 12, body: 13, lead: 15, title: 18 } as const

/** Height of a list's row in px. */
export const rowHeight: Readonly<Record<Density, number>> = { dense: 36, touch: 64 }

const radius = { small: 3, control: 5, sheet: 8 } as const

type Algorithm = Extract<NonNullable<ThemeConfig["algorithm"]>, readonly unknown[]>[number]

const sizes = {
  touch: {
    fontSize: 15,
    fontSizeSM: 13,
    fontSizeLG: 17,
    fontSizeXL: 20,
    fontHeight: 23,
    fontHeightSM: 20,
    controlHeight: 44,
    controlHeightSM: 36,
    controlHeightLG: 48,
  },
  dense: {
    fontSize: type.body,
    fontSizeSM: type.note,
    fontSizeLG: type.lead,
    fontSizeXL: type.title,
    fontHeight: 20,
    fontHeightSM: 18,
    controlHeight: 28,
    controlHeightSM: 24,
    controlHeightLG: 36,
  },
} as const

/** Seeds pass through the algorithms (compact makes 10 px of 13, dark dims the accent): the last one sets them exactly. */
function exactly(mode: Mode, density: Density): Algorithm {
  const c = palette[mode]
  return (seed, map) => ({
    ...(map ?? theme.defaultAlgorithm(seed)),
    lineHeight: 1.54,
    colorPrimary: c.accent,
    colorPrimaryHover: c.accentHover,
    colorPrimaryActive: c.accentPress,
    colorSuccess: c.ok,
    colorWarning: c.doubtful,
    colorError: c.impossible,
    colorInfo: c.corrected,
    ...sizes[density],
  })
}

const floating: Readonly<Record<Mode, { readonly low: string; readonly high: string }>> = {
  light: { low: "0 8px 28px #1822241f", high: "0 10px 32px #18222429" },
  dark: { low: "0 8px 28px #0009", high: "0 0 0 1px #3a4549, 0 8px 28px #000a" },
}

function tokensOf(mode: Mode): NonNullable<ThemeConfig["token"]> {
  const c = palette[mode]
  return {
    colorPrimary: c.accent,
    colorPrimaryHover: c.accentHover,
    colorPrimaryActive: c.accentPress,
    colorPrimaryBg: c.accentSoft,
    colorPrimaryBgHover: c.accentSoft,
    colorLink: c.accent,
    colorLinkHover: c.accentHover,
    colorLinkActive: c.accentPress,
    colorInfo: c.corrected,
    colorSuccess: c.ok,
    colorWarning: c.doubtful,
    colorError: c.impossible,
    colorTextLightSolid: c.onAccent,
    ...grounds(c),
    fontFamily,
    fontFamilyCode: monoFamily,
    borderRadius: radius.control,
    borderRadiusSM: radius.small,
    borderRadiusLG: radius.sheet,
    motionDurationFast: "0.08s",
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
    wireframe: false,
    boxShadow: floating[mode].low,
    boxShadowSecondary: floating[mode].high,
  }
}

function grounds(c: Colours): NonNullable<ThemeConfig["token"]> {
  return {
    colorBgLayout: c.paper,
    colorBgContainer: c.sheet,
    colorBgElevated: c.raised,
    colorBorder: c.edge,
    colorBorderSecondary: c.line,
    colorSplit: c.line,
    colorText: c.ink,
    colorTextSecondary: c.ink2,
    colorTextTertiary: c.ink3,
    colorTextDescription: c.ink3,
    colorTextPlaceholder: c.ink3,
    controlItemBgActive: c.accentSoft,
    controlItemBgActiveHover: c.accentSoft,
    controlItemBgHover: c.sunken,
    controlOutline: c.accentSoft,
  }
}

/** What antd looks like here. */
export function antdTheme(mode: Mode, density: Density): ThemeConfig {
  const c = palette[mode]
  return {
    cssVar: { key: "zhike" },
    hashed: false,
    algorithm: [
      mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
      ...(density === "touch" ? [] : [theme.compactAlgorithm]),
      exactly(mode, density),
    ],
    token: tokensOf(mode),
    components: {
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 400,
      },
      Steps: { titleLineHeight: 24 },
      Tooltip: { colorBgSpotlight: c.raised, colorTextLightSolid: c.ink },
      Tag: { defaultBg: c.sunken, defaultColor: c.ink2 },
      Segmented: { itemSelectedBg: mode === "dark" ? c.line : c.sheet, trackBg: c.sunken },
    },
  }
}

/** The same palette for our own CSS: `--ink`, `--accent-soft` … Set through the CSSOM, which a strict CSP allows. */
export function paint(mode: Mode, density: Density): void {
  const root = document.documentElement
  for (const [name, value] of Object.entries(palette[mode]))
    root.style.setProperty(
      "--" + name.replace(/[A-Z0-9]/g, (letter) => "-" + letter.toLowerCase()),
      value,
    )
  for (const [step, value] of sequential[mode].entries())
    root.style.setProperty(`--seq-${step}`, value)
  root.style.setProperty("--row", `${rowHeight[density]}px`)
  root.style.colorScheme = mode
  root.dataset["density"] = density
}

/** ECharts' theme. Titles are HTML above the chart, so only axes, tooltip and marks are styled. */
export function chartTheme(mode: Mode) {
  const c = palette[mode]
  const label = { color: c.ink2, fontSize: type.note, fontFamily }
  const axis = {
    axisLine: { lineStyle: { color: c.edge } },
    axisTick: { show: false },
    axisLabel: label,
    nameTextStyle: label,
    splitLine: { lineStyle: { color: c.line } },
    splitArea: { show: false },
  }
  return {
    color: [...categorical[mode]],
    backgroundColor: "transparent",
    textStyle: { fontFamily, fontSize: type.note, color: c.ink },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    tooltip: {
      backgroundColor: c.raised,
      borderColor: c.line,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: c.ink, fontSize: type.note, fontFamily },
    },
    visualMap: { textStyle: label, inRange: { color: [...sequential[mode]] } },
    animationDuration: 160,
    animationDurationUpdate: 160,
  }
}
