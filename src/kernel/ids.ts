import { z } from "zod"

// One declaration gives the type and its only maker: what was not parsed is not an id.
// Lower case, so that `===` and `<` say in memory what they say in PostgreSQL.

/** A record: one person or organisation as one source knows it. */
export const RecordId = z.uuid().toLowerCase().brand<"RecordId">()
export type RecordId = z.infer<typeof RecordId>

/** A customer is named by its oldest record: every id ever given leads to a customer for ever. */
export const CustomerId = RecordId
export type CustomerId = RecordId

export const SourceId = z.uuid().toLowerCase().brand<"SourceId">()
export type SourceId = z.infer<typeof SourceId>

/** Who acts: a person, a program, or the owner of the machine. */
export const PrincipalId = z.uuid().toLowerCase().brand<"PrincipalId">()
export type PrincipalId = z.infer<typeof PrincipalId>

/** What somebody wrote about a customer. */
export const NoteId = z.uuid().toLowerCase().brand<"NoteId">()
export type NoteId = z.infer<typeof NoteId>

/** Something that waits for a person. */
export const TaskId = z.uuid().toLowerCase().brand<"TaskId">()
export type TaskId = z.infer<typeof TaskId>

/** A question that was kept, so that an address can carry it without saying what it asks. */
export const QuestionId = z.uuid().toLowerCase().brand<"QuestionId">()
export type QuestionId = z.infer<typeof QuestionId>

/** A view of the list that somebody keeps. */
export const ViewId = z.uuid().toLowerCase().brand<"ViewId">()
export type ViewId = z.infer<typeof ViewId>

/** Batches are counted: people say "batch 12". */
export const BatchId = z.coerce.number().int().positive().max(2_147_483_647).brand<"BatchId">()
export type BatchId = z.infer<typeof BatchId>
