import type { ColumnType } from "kysely"
import { Failure, Question, QuestionId, type Principal, type Sealer } from "#kernel"
import type { Tx } from "#store"
import { planQuestion } from "./question/plan-question.ts"
import type { Asker } from "./question/printed.ts"

interface QuestionTables {
  readonly question: {
    readonly id: QuestionId
    readonly tree: ColumnType<unknown, string, never>
    readonly principal: Principal["id"]
  }
}

/** A question under the id that an address may carry. */
export interface KeptQuestion {
  readonly id: QuestionId
  readonly question: Question
}

/**
 * Keeps a question; the same question gets the same id, which cannot be computed without the
 * instance's secret: an address does not let others test what was asked.
 * @throws Failure "keep/question" for one that could not be asked
 */
export async function keepQuestion(
  tx: Tx,
  { asker, sealer }: { readonly asker: Asker; readonly sealer: Pick<Sealer, "digest"> },
  question: Question,
): Promise<KeptQuestion> {
  planQuestion(question, asker)
  const tree = canonicalJson(question)
  const id = idOf(sealer.digest("question", tree))
  await tx
    .tables<QuestionTables>()
    .insertInto("question")
    .values({ id, tree, principal: asker.principal.id })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute()
  return { id, question }
}

/** @throws Failure "store/unknown-question" */
export async function readQuestion(tx: Tx, id: QuestionId): Promise<KeptQuestion> {
  const found = await tx
    .tables<QuestionTables>()
    .selectFrom("question")
    .select("tree")
    .where("id", "=", id)
    .executeTakeFirst()
  if (found === undefined) throw new Failure("store/unknown-question", { question: id })
  return { id, question: Question.parse(found.tree) }
}

/** The same text for the same tree, whatever the order of its keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  )
}

/** UUID version 8 of the first 16 bytes. */
function idOf(digest: Buffer): QuestionId {
  const hex = digest.toString("hex")
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ]
  return QuestionId.parse([...parts, hex.slice(20, 32)].join("-"))
}
