import { languageOf, type Language } from "#text"

/** `--lang`, else what the shell says. POSIX names are `zh_CN.UTF-8`; C and none at all mean Chinese. */
export function localeLanguage(chosen: string | undefined, env: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = env
  const name = [chosen, LC_ALL, LC_MESSAGES, LANG].find(
    (value) => value !== undefined && value !== "",
  )
  return languageOf(name?.replaceAll(/[_.]/g, "-"))
}
