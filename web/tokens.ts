import { theme, type ThemeConfig } from "antd"

import {
  categorical,
  palette,
  rowHeight,
  sequential,
  type Colours,
  type Density,
  type Mode,
} from "./palette.ts"

/** Latin first, so that digits and letters come from the Latin face; then each system's Chinese. */
const fontFamily =
  '-apple-system, "Segoe UI", Roboto, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
const monoFamily = 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono", monospace'

/** px. 12 is the smallest readable Chinese, 13 the body. */
const type = { note: 12, body: 13, lead: 15, title: 18 } as const

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
