import { dictionary } from "#kernel"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function systemOperations(_house: House) {
  return {
    fields: os.system.fields.handler(() =>
      dictionary.map((field) => ({
        id: field.id,
        kind: field.kind,
        of: [...field.of],
        many: field.many,
        sensitive: field.sensitive,
        choices: [...(field.choices ?? [])],
        filterable: !field.sensitive,
      })),
    ),
  }
}
