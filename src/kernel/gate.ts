import type { Permission, Principal } from "./principal.ts"

export interface Admission {
  readonly principal: Principal
  readonly permission: Permission
}

/** Port: may this principal do this? Implemented by govern, handed in where things are composed. */
export interface Gate {
  /** @throws Failure "gate/refused" */
  admit(admission: Admission): Promise<void>
}
