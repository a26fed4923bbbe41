import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react"
import { languageOf, say, type Language, type TextFacts, type TextKey } from "#text"
import { formatsOf, type Formats } from "./format.ts"
import type { Density, Mode } from "./palette.ts"
import { paint } from "./tokens.ts"

/** How the page is shown: what its reader chose, and what the screen is. */
export interface Shown {
  readonly language: Language
  readonly mode: Mode
  readonly density: Density
  readonly speak: (language: Language) => void
  readonly light: (mode: Mode) => void
}

const ShownContext = createContext<Shown>({
  language: "zh",
  mode: "light",
  density: "dense",
  speak: () => undefined,
  light: () => undefined,
})

const thumbs = "(max-width: 767px), (pointer: coarse)"
const darkness = "(prefers-color-scheme: dark)"

/** Keeps the choices in this browser and hands them to everything below. */
export function ShownProvider({ children }: { readonly children: ReactNode }) {
  const [language, speak] = useKept("zhike.language", languageNow)
  const [mode, light] = useKept("zhike.mode", modeNow)
  const density = useMatches(thumbs) ? "touch" : "dense"
  useEffect(() => paint(mode, density), [mode, density])
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en"
  }, [language])
  const shown = useMemo(
    () => ({ language, mode, density, speak, light }) as const,
    [language, mode, density, speak, light],
  )
  return <ShownContext value={shown}>{children}</ShownContext>
}

export function useShown(): Shown {
  return use(ShownContext)
}

/** Is the page worked with a thumb? */
export function useTouch(): boolean {
  return useShown().density === "touch"
}

/** Says a text of the catalogue in the reader's language. */
export function useText(): (key: TextKey, facts?: TextFacts) => string {
  const { language } = useShown()
  return useCallback((key, facts) => say(language, key, facts), [language])
}

/** Writes numbers, money, dates and phones as the reader's language does. */
export function useFormats(): Formats {
  const { language } = useShown()
  return useMemo(() => formatsOf(language), [language])
}

/** The language before anybody chose one. */
function languageNow(kept: string | null): Language {
  return languageOf(kept ?? navigator.language)
}

function modeNow(kept: string | null): Mode {
  if (kept === "dark" || kept === "light") return kept
  return matchMedia(darkness).matches ? "dark" : "light"
}

function useKept<Choice extends string>(
  name: string,
  read: (kept: string | null) => Choice,
): readonly [Choice, (choice: Choice) => void] {
  const [choice, choose] = useState(() => read(keptIn(name)))
  const keep = useCallback(
    (next: Choice) => {
      choose(next)
      keepIn(name, next)
    },
    [name],
  )
  return [choice, keep]
}

// A browser may refuse storage (private windows, policies): the choice then lasts as long as the page.
function keptIn(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function keepIn(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    return
  }
}

function useMatches(query: string): boolean {
  const [matches, set] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const follow = () => set(media.matches)
    media.addEventListener("change", follow)
    return () => media.removeEventListener("change", follow)
  }, [query])
  return matches
}
