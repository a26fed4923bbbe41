import { say, type Language } from "#text"
import { escapeHtml } from "./html.ts"

const style = `
:root { color-scheme: light dark; font: 16px/1.7 system-ui, sans-serif }
body { margin: 15vh auto 0; max-width: 34rem; padding: 0 1.5rem }
h1 { font-size: 1.4rem; font-weight: 600 }`

type Notice = "enter-over" | "no-page"

/** A page that says one thing and what to do about it, without the application. */
export function noticePage(notice: Notice, language: Language, nonce: string): string {
  const title = escapeHtml(say(language, `page.${notice}.title`))
  const body = escapeHtml(say(language, `page.${notice}.body`))
  const lang = language === "zh" ? "zh-CN" : "en"
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${title}</h1><p>${body}</p></main></body></html>
`
}
