import type { collect as source } from "../zh/collect.ts"

export const collect: Readonly<Record<keyof typeof source, string>> = {
  "source-kind.file": "File",
  "source-kind.form": "Form",
  "source-kind.survey": "Survey",
  "source-kind.order": "Orders",
  "source-kind.call": "Calls",
  "source-kind.visit": "Visits",
  "source-kind.exhibition": "Exhibition",
  "source-kind.complaint": "Complaints",
  "source-kind.website": "Website",
  "source-kind.partner": "Partner",
  "source-kind.register": "Public register",
  "source-kind.bought-list": "Bought list",
  "source-kind.desk": "Entered by hand",

  "holding.collect.events": "What happened: orders, calls, visits and the like",

  "failure.collect/empty-file":
    "The file is empty: it has no row at all. Export it again and send that.",
  "failure.collect/header-only":
    "The file has only a header and no rows. Check that the export included the data; if the first row is data, say at import that there is no header.",
  "failure.collect/workbook":
    "This is an {format} workbook, not CSV; renaming it does not change that. Open it in a spreadsheet program, save it as “CSV UTF-8” and send that.",
  "failure.collect/archive":
    "This is a {format} archive. Unpack it and send the CSV or TSV file inside.",
  "failure.collect/not-a-table":
    "This is not a table ({format, select, binary {binary content} other {{format}}}). Send a CSV or TSV file, exported from the system it comes from.",
  "failure.collect/too-many-columns":
    "The first row has {found, number} columns; at most {most, number} are read. Leave out columns you do not need, or check the delimiter.",
  "failure.collect/unterminated-quote":
    "A quote opens on line {line} and never closes, so everything after it counts as one cell. Close the quote or remove it, then send the file again.",
  "failure.collect/endless-row":
    "There is no line break in {limit, number} characters, so this is no table. Check that the export is complete and kept its line breaks.",
  "failure.collect/ragged-row":
    "This row has {found} cells, the header has {expected}. Add what is missing or remove the extra delimiters.",
  "failure.collect/undecodable-row":
    "This row has bytes that are not {encoding}; it was probably pasted from another file. Save the whole file as UTF-8.",
  "failure.collect/row-too-long":
    "This row is longer than {limit, number} characters. A line break may be missing, or something was pasted into it.",
  "failure.collect/unknown-batch":
    "There is no batch {batch}. zhike batches shows which there are.",
  "failure.collect/unknown-source": "There is no source with the id {source}.",
  "failure.collect/unknown-source-kind": "There is no kind of source “{kind}”. Choose another.",
  "failure.collect/source-name-taken": "A source is already called “{name}”. Choose another name.",
}
