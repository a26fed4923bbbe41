import type { govern as source } from "../zh/govern.ts"

export const govern: Readonly<Record<keyof typeof source, string>> = {
  "failure.gate/refused": "You lack the permission “{permission}”. Ask an administrator for it.",
  "failure.govern/cannot-open":
    "This sealed content cannot be opened: the key is another one, or the content is damaged. Run zhike doctor.",
}
