import {
  Failure,
  randomIds,
  ViewId,
  type Audit,
  type Clock,
  type Principal,
  type QuestionId,
} from "#kernel"
import type { Tx } from "#store"
import { readQuestion } from "./kept-question.store.ts"
import { columnsOf } from "./list-columns.ts"
import { planQuestion } from "./question/plan-question.ts"
import type { Asker } from "./question/printed.ts"
import {
  countViews,
  insertView,
  readView,
  updateView,
  useView,
  type SavedView,
  type ViewContent,
  type ViewUse,
} from "./saved-view.store.ts"

/** More than anybody finds their way in. */
const mostViews = 200

export interface ViewPorts {
  readonly asker: Asker
  readonly audit: Audit<Tx>
  readonly clock: Clock
}

/**
 * Keeps a view of the list, at its head.
 * @throws Failure "keep/unknown-column", "keep/question", "store/unknown-question", "keep/many-views"
 */
export async function makeView(tx: Tx, ports: ViewPorts, content: ViewContent): Promise<SavedView> {
  const { principal } = ports.asker
  await check(tx, ports.asker, content)
  if ((await countViews(tx, principal.id)) >= mostViews)
    throw new Failure("keep/many-views", { most: mostViews })
  const id = ViewId.parse(randomIds.uuid())
  await insertView(tx, { ...content, id, principal: principal.id })
  await useView(tx, { principal: principal.id, view: id, pinned: true, opens: false })
  await note(tx, ports, { action: "view/make", id, facts: { shared: content.shared } })
  return readView(tx, principal.id, id)
}

/** What is to be different about a view. Another's view can be used otherwise, not changed. */
export type ViewChanges = Partial<ViewContent & ViewUse>

/** @throws as `makeView`, and Failure "keep/unknown-view", "keep/view-of-another" */
export async function changeView(
  tx: Tx,
  ports: ViewPorts,
  { id, changes }: { readonly id: ViewId; readonly changes: ViewChanges },
): Promise<SavedView> {
  const { principal } = ports.asker
  const { pinned, opens, ...content } = changes
  const view = await readView(tx, principal.id, id)
  if (Object.keys(content).length > 0) {
    refuseAnothers(view, principal)
    await check(tx, ports.asker, content)
    await updateView(tx, id, content)
    await note(tx, ports, {
      action: "view/change",
      id,
      facts: { shared: content.shared ?? view.shared },
    })
  }
  if (pinned !== undefined || opens !== undefined) {
    const use = { pinned: pinned ?? view.pinned, opens: opens ?? view.opens }
    await useView(tx, { principal: principal.id, view: id, ...use })
  }
  return readView(tx, principal.id, id)
}

/** Removes a view, or brings it back. @throws Failure "keep/unknown-view", "keep/view-of-another" */
export async function removeView(
  tx: Tx,
  ports: ViewPorts,
  { id, restore }: { readonly id: ViewId; readonly restore: boolean },
): Promise<SavedView> {
  const { principal } = ports.asker
  refuseAnothers(await readView(tx, principal.id, id), principal)
  await updateView(tx, id, { removed: restore ? null : ports.clock.now() })
  await note(tx, ports, { action: restore ? "view/restore" : "view/remove", id })
  return readView(tx, principal.id, id)
}

function refuseAnothers(view: SavedView, principal: Principal): void {
  if (view.principal !== principal.id) throw new Failure("keep/view-of-another", { view: view.id })
}

/** What cannot be asked or shown is not kept. */
async function check(tx: Tx, asker: Asker, content: Partial<ViewContent>): Promise<void> {
  if (content.columns !== undefined)
    columnsOf(
      content.columns.map(({ id }) => id),
      asker.traits,
    )
  if (content.question !== undefined && content.question !== null)
    await checkQuestion(tx, asker, content.question)
}

async function checkQuestion(tx: Tx, asker: Asker, id: QuestionId): Promise<void> {
  const { question } = await readQuestion(tx, id)
  planQuestion(question, asker)
}

interface Note {
  readonly action: string
  readonly id: ViewId
  readonly facts?: Readonly<Record<string, boolean>>
}

async function note(tx: Tx, { audit, asker }: ViewPorts, { action, id, facts = {} }: Note) {
  await audit.write(tx, { principal: asker.principal, action, object: `view ${id}`, facts })
}
