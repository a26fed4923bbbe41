import type { server as source } from "../zh/server.ts"

export const server: Readonly<Record<keyof typeof source, string>> = {
  "problem.400": "Badly formed",
  "problem.401": "Not signed in",
  "problem.403": "Not allowed",
  "problem.404": "Not found",
  "problem.409": "Not possible now",
  "problem.410": "Gone",
  "problem.413": "Too large",
  "problem.415": "Format not accepted",
  "problem.422": "Content not accepted",
  "problem.500": "Internal error",
  "problem.503": "Unavailable",

  "failure.server/no-token":
    "No token, or a wrong one. Enter the page by a one-time link (zhike start prints one); a program sends the content of owner-token in the data directory as its Authorization.",
  "failure.server/foreign-host":
    "This is not an address of Zhike. Use the one printed at the start; to be reached from other machines, start with --host, behind a proxy with --public-url.",
  "failure.server/foreign-origin":
    "The request came from another site and was not carried out. Work from Zhike's own page.",
  "failure.server/unknown-route": "There is no such operation. All of them: /api/v1/openapi.json.",
  "failure.server/no-page":
    "The page has not been built. Run npm run build in the project and reload; the API is not affected.",
  "failure.server/input":
    "“{path}” is wrong: {issue, select, unrecognized_keys {there is no such field} invalid_type {it should be {wanted, select, string {a text} number {a number} int {a whole number} boolean {true or false} array {a list} object {an object} other {{wanted}}}} invalid_value {only {wanted} may stand here} too_big {at most {wanted}} too_small {at least {wanted}} invalid_format {its format should be {wanted}} other {it does not fit}}.{more, plural, =0 {} one { # more place.} other { # more places.}}",
  "failure.server/json":
    "The body is not complete JSON. Check quotation marks, commas and encoding (UTF-8).",
  "failure.server/header": "The header {header} is missing or badly formed.",
  "failure.server/key-missing":
    "A request that changes something needs the header Idempotency-Key (random, the same when sent again), so that it happens once however often it is sent.",
  "failure.server/key-shape":
    "An Idempotency-Key has 8–200 visible ASCII characters, for instance a UUID.",
  "failure.server/content-type": "The Content-Type of the body should be {wanted}.",
  "failure.server/body-too-large":
    "The body has more than {limit, number} bytes. Files go to POST /api/v1/uploads.",
  "failure.server/upload-too-large":
    "The file has more than {limit, number} bytes. Send it in pieces, or start with a larger ZHIKE_UPLOAD_LIMIT.",
  "failure.server/upload-empty": "No content of a file arrived.",
  "failure.server/stopping": "Zhike is stopping. Try again later.",
  "failure.server/unexpected":
    "Something went wrong that nobody foresaw. Give the number {request} to an administrator, who finds it in the log.",
  "failure.server/running":
    "Zhike already runs on this data directory: {url} (process {pid}). Use it, or stop it first.",
  "failure.server/port-taken": "Another program uses port {port}. Take another: --port {other}.",
  "failure.server/host":
    "Cannot listen on {host}. Check that --host is an address of this machine.",
  "failure.server/public-url":
    "{url} is no address to be reached at. Write it like https://crm.example.cn, with no path behind.",
  "failure.server/build":
    "The page could not be built. Run npm run build in the project to see why.",

  "failure.server/file-exists": "{file} exists and was not overwritten. Take another name.",
  "failure.server/file-missing": "There is no {file}, or no directory for it. Check the path.",
  "failure.server/file-refused":
    "{file} cannot be read or written ({reason}). Check permissions and disk space.",

  "check.server/node": "Node {version}",
  "check.server/keys":
    "The keys are in the data directory and can be read. Keep a copy: zhike keys --to FILE",
  "check.server/mirror-ready": "The mirror for analyses keeps up.",
  "check.server/mirror-building":
    "The mirror for analyses is being built; the database answers meanwhile.",
  "check.server/mirror-unknown":
    "There is no mirror for analyses yet; it is built when it is needed.",
  "check.server/mirror-locked":
    "Another program has the mirror for analyses open, so the database answers. Stop that program.",
  "check.server/mirror-failed":
    "The mirror for analyses cannot be used, so the database answers. Run zhike mirror rebuild; if that does not help, look at the log and the disk.",
  "check.server/mirror-behind":
    "The mirror for analyses is {seconds} s behind. Run zhike mirror rebuild; the data is in the database and safe.",
  "check.server/no-keys-yet": "There are no keys yet; the first start makes them",
  "check.server/running": "Zhike runs: {url} (process {pid})",
  "check.server/not-running": "Zhike does not run",
  "failure.server/no-database-url":
    "This is needed only with a PostgreSQL of your own. Set the environment variable DATABASE_URL first.",
  "failure.server/restore-elsewhere":
    "DATABASE_URL names a PostgreSQL of your own: restore with its tools (e.g. pg_restore).",

  "failure.server/reset-elsewhere":
    "Zhike did not make the database that DATABASE_URL names and does not delete it. Use its own tools for that.",

  "page.title": "Zhike",
  "page.enter-over.title": "This link was used, or is too old",
  "page.enter-over.body":
    "A link works once, within 10 minutes. Run zhike link on the machine on which Zhike runs to get a new one.",
  "page.no-page.title": "The page has not been built",
  "page.no-page.body":
    "Run npm run build in the project and reload this page. The API works all the same.",

  "rejected.row": "row",
  "rejected.reason": "reason",

  "operation.analysis.list": "List analyses and their current runs",
  "operation.analysis.rfm": "Read recency, frequency and money",
  "operation.analysis.runRfm": "Compute recency, frequency and money as of a date",
  "operation.analysis.composition": "Count who the customers are, by one thing",
  "operation.analysis.trends": "Count new customers a month or a week",
  "operation.batch.list": "List batches",
  "operation.batch.read": "Read a batch",
  "operation.batch.sample": "Read the first rows of its file",
  "operation.batch.plan": "Change where its columns go",
  "operation.batch.preview": "Work out what an import would do; changes no record",
  "operation.batch.run": "Start an import",
  "operation.batch.pause": "Pause",
  "operation.batch.resume": "Go on",
  "operation.batch.cancel": "Stop an import and take back what it wrote",
  "operation.batch.discard": "Forget a batch that was never imported",
  "operation.batch.undo": "Undo a whole batch",
  "operation.batch.progress": "Follow the progress",
  "operation.foresight.read": "What a preview found",
  "operation.foresight.list": "What a preview found, one by one",
  "operation.batch.guess": "Guess anew where columns go",
  "operation.batch.rejected": "List rejected rows with their cells",
  "operation.batch.mend": "Make a batch of mended rows",
  "operation.source.forgetMapping": "Forget how the columns of a source were read",
  "operation.undoing.read": "What an undo kept and why",
  "operation.undoing.list": "What an undo made of customers, one by one",
  "operation.batch.rejections": "List rejected rows and why",
  "operation.customer.search": "Find customers",
  "operation.customer.count": "Count customers",
  "operation.customer.read": "Read a customer",
  "operation.customer.timeline": "Read a customer's events",
  "operation.customer.why": "Why a value is what it is",
  "operation.customer.evidence": "Compare a customer's records field by field",
  "operation.customer.joins": "Which records were joined, and why",
  "operation.customer.history": "What changed about this customer, when and by what",
  "operation.customer.holdings": "What is held of a customer",
  "operation.customer.check": "What a text would be read as",
  "operation.customer.edit": "Type a value of a customer, or deny one",
  "operation.decision.resolveAll": "Decide anew which records belong together",
  "operation.decision.rebuild": "Make customers anew from the evidence, or only compare",
  "operation.decision.join": "Join two customers into one",
  "operation.decision.separate": "Separate records from a customer",
  "operation.decision.takeBack": "Take back a join or a separation",
  "operation.decision.list": "What people decided about a customer",
  "operation.question.keep": "Keep a question",
  "operation.question.read": "Read a kept question",
  "operation.source.list": "List sources",
  "operation.source.kinds": "List the kinds of source",
  "operation.source.update": "Change what is said of a source, and its trust",
  "operation.system.fields": "The field dictionary",
  "operation.system.status": "The state of things",
  "operation.system.doctor": "Examine the installation",
  "operation.system.link": "Get a one-time link into the page",
  "operation.system.backup": "Back up",
  "operation.system.mirror": "How the mirror for analyses stands",
  "operation.system.rebuildMirror": "Rebuild the mirror for analyses",
  "operation.system.checkMirror": "Hold the mirror for analyses to the database, row by row",
  "operation.system.audit": "Read the audit trail",
  "operation.system.journal": "Read what changed, in order",
  "operation.view.columns": "What columns a list can show",
  "operation.view.list": "List the views",
  "operation.view.make": "Keep a view",
  "operation.view.change": "Change a view",
  "operation.view.remove": "Remove a view",
  "operation.view.restore": "Bring back a view that was removed",
  "operation.bulk.tag": "Tag many customers, or take a tag away",
  "operation.bulk.list": "List edits of many customers",
  "operation.bulk.undo": "Undo an edit of many customers as one",
  "operation.upload": "Upload a file and get its batch",
  "operation.rejected": "Download the rejected rows",
  "operation.export": "Export",
  "operation.note.list": "The notes about a customer",
  "operation.note.write": "Write a note about a customer",
  "operation.note.change": "Change, pin, delete or bring back a note",
  "operation.task.list": "What waits for a person",
  "operation.task.close": "Decide a task: take the new value, or keep what was typed",
  "failure.act/unknown-task":
    "This was decided already, or need not be any more. Refresh to see what is left.",
}
