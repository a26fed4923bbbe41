export { actions, type Action } from "./actions.ts"
export {
  askAbout,
  closeTask,
  findTask,
  readTasks,
  type Asking,
  type Task,
  type TaskRequest,
} from "./tasks.ts"
