import type { Command } from "./command.ts"
import { analyse } from "./commands/analyse.ts"
import { backup } from "./commands/backup.ts"
import { batches } from "./commands/batches.ts"
import { customer } from "./commands/customer.ts"
import { customers } from "./commands/customers.ts"
import { decisions } from "./commands/decisions.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { edit } from "./commands/edit.ts"
import { exporting } from "./commands/export.ts"
import { importing } from "./commands/import.ts"
import { join } from "./commands/join.ts"
import { keys } from "./commands/keys.ts"
import { link } from "./commands/link.ts"
import { mirror } from "./commands/mirror.ts"
import { note } from "./commands/note.ts"
import { rebuild } from "./commands/rebuild.ts"
import { reset } from "./commands/reset.ts"
import { resolve } from "./commands/resolve.ts"
import { restore } from "./commands/restore.ts"
import { resume } from "./commands/resume.ts"
import { separate } from "./commands/separate.ts"
import { start } from "./commands/start.ts"
import { tasks } from "./commands/tasks.ts"
import { takeBack } from "./commands/take-back.ts"
import { undo } from "./commands/undo.ts"
import { views } from "./commands/views.ts"

/** Every command, in the order in which help lists them. To add one is to add a file and a line. */
export const commands: readonly Command[] = [
  start,
  demo,
  link,
  importing,
  batches,
  undo,
  resume,
  resolve,
  customers,
  customer,
  edit,
  join,
  separate,
  takeBack,
  decisions,
  note,
  tasks,
  views,
  exporting,
  analyse,
  rebuild,
  mirror,
  backup,
  restore,
  keys,
  doctor,
  reset,
]
