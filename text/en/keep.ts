import type { keep as source } from "../zh/keep.ts"

export const keep: Readonly<Record<keyof typeof source, string>> = {
  "failure.keep/question":
    "{flaw, select, unknown_field {There is no field “{field}” to filter by. Choose another field.} not_for_field {“{field}” cannot be compared like this. Choose another condition.} sensitive {“{field}” is sensitive: it can be looked up by its whole value only, not by part or order.} not_a_date {“{field}” needs a date, written 1980, 1980-05 or 1980-05-17.} not_money {“{field}” needs an amount, written in minor units with its currency, for example 100000 CNY.} not_a_number {“{field}” needs a number, for example 12 or 3.5.} not_a_text {The text holds an invisible null character, which no value has. Delete it and ask again.} unknown_choice {“{field}” has no such choice. Take one of those listed.} empty_range {Both ends of the range of “{field}” are empty. Give at least one.} unknown_analysis {There is no analysis “{analysis}”. See the list of analyses.} unknown_column {The analysis “{analysis}” has no column “{column}”. Choose another.} not_then {Results of an analysis are kept for now only. Drop that condition, or ask about now.} too_deep {The conditions are nested too deeply, at most {most} levels. Split the question.} too_large {There are too many conditions, at most {most}. Ask in parts.} other {This condition cannot be asked. Change it and try again.}}",
  "failure.keep/cursor":
    "The list cannot go on from here: the position has expired, or the order was changed. Start from the top.",
  "failure.keep/unknown-customer":
    "There is no such customer. Check the number or the id, or search the list.",
  "failure.keep/unknown-field": "There is no field “{field}”. The field table has the names.",
  "failure.store/unknown-question":
    "This kept question was not found; it may have been kept in another database. Filter again.",
  "holding.keep.golden": "The customer's chosen values",
  "holding.keep.records": "Records as each source knows them",
  "holding.keep.history": "Earlier states of the customer",
  "failure.keep/unknown-view":
    "There is no such view: it was removed, or is not shared with you. Choose another one above the list.",
  "failure.keep/view-of-another":
    "Somebody else shares this view: it can be used, not changed. Save a copy to change it.",
  "failure.keep/unknown-column":
    "A list has no column “{column}”. GET /views/columns names those there are.",
  "failure.keep/many-views":
    "You keep {most} views already. Remove some that you do not use, then save again.",
  "column.number": "Number",
  "column.kind": "Person or organisation",
  "column.customer_id": "Customer id",
  "column.sources": "Sources",
  "column.records": "Records",
  "column.last_event": "Last contact",
  "column.events": "Contacts",
  "column.spent": "Spent",
  "column.updated": "Updated",
  "column.currency": "{column} (currency)",
  "column.customer": "Customer",
  "failure.keep/unknown-note": "There is no such note. Refresh to see whether it was deleted.",
  "holding.keep.notes": "Notes",

  "history.begun": "Began to be a customer",
  "history.ended": "No longer a customer of its own",
  "history.batch": "batch {batch} ({source})",
  "history.only-reasons": "No value changed, only what they rest on",
  "history.cause.import": "Import",
  "history.cause.orders": "Import of orders",
  "history.cause.undo": "Undone import",
  "history.cause.cancel": "Cancelled import",
  "history.cause.join": "Joined by hand",
  "history.cause.separate": "Separated by hand",
  "history.cause.take_back": "Join or separation taken back",
  "history.cause.edit": "Edited by hand",
  "history.cause.trust": "Trust in a source changed",
  "history.cause.resolve": "Matched anew",
  "history.cause.rebuild": "Rebuilt",
  "failure.keep/unknown-bulk-edit":
    "There is no edit of many with number {bulk}, or it is not yours. GET /bulk-edits lists your own.",
}
