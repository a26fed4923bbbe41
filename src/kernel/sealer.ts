/** Port: keys outside the database. Implemented by govern. AES-256-GCM; every seal is different. */
export interface Sealer {
  seal(plain: Uint8Array): Buffer
  /** @throws Failure "govern/cannot-open" if the key is another or a bit has changed */
  open(sealed: Uint8Array): Buffer
  /** Base64 of a sealed UTF-8 text. */
  sealText(plain: string): string
  openText(sealed: string): string
  /** Same label and text, same index (hex, 32 digits); nothing can be read from it without the key. */
  blindIndex(label: string, text: string): string
  /** 32 bytes from the instance's secret, a label and a text: ids that cannot be guessed from keys. */
  digest(label: string, text: string): Buffer
}
