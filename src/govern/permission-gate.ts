import { Failure, type Gate } from "#kernel"

/** Admits whoever has the permission. */
export const permissionGate: Gate = {
  admit: async ({ principal, permission }) => {
    if (!principal.permissions.includes(permission))
      throw new Failure("gate/refused", { permission })
  },
}
