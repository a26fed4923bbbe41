import { Failure } from "#kernel"

/** Under which addresses we are at home. */
export interface Doorplate {
  /** The address we listen on. */
  readonly boundTo: string
  /** Where people reach us when a proxy stands before us. */
  readonly publicUrl?: URL | undefined
}

/**
 * Reads an address like https://crm.example.cn: scheme, name and port, nothing behind them.
 * @throws Failure "server/public-url"
 */
export function parsePublicUrl(text: string | undefined): URL | undefined {
  if (text === undefined || text === "") return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:"
  if (url === undefined || !isWeb || `${url.origin}/` !== url.href) {
    throw new Failure("server/public-url", { url: text.slice(0, 200) })
  }
  return url
}

/** Is what people see encrypted on its way to them? */
export function isEncrypted({ publicUrl }: Doorplate): boolean {
  return publicUrl?.protocol === "https:"
}
