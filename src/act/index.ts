export { actions, type Action } from "./actions.ts"
