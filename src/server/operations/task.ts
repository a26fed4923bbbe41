import { readTasks } from "#act"
import { decideTask } from "#flow"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function taskOperations(house: House) {
  return {
    list: os.task.list.handler(({ input, context }) =>
      house.store.read((tx) => readTasks(tx, context.principal, input)),
    ),
    close: os.task.close.handler(({ input, context }) => decideTask(house, context, input)),
  }
}
