export const flow = {
  "failure.flow/no-plan":
    "Nobody has said yet which column of batch {batch} is what. Check the columns, then import.",
  "failure.flow/unknown-column":
    "The file of batch {batch} has no column “{column}”. Check how it is written.",
  "failure.flow/unknown-field":
    "There is no field “{field}”. Choose another, or leave the column in the raw rows.",
  "failure.flow/batch-state":
    "Batch {batch} is {state, select, received {only received} previewing {being previewed} previewed {previewed} importing {being imported} paused {paused} done {done} failed {stopped by an error} cancelled {cancelled} undoing {being undone} undone {undone} other {busy}}: this cannot be done with it now. Look at its state again.",
  "failure.flow/no-foresight":
    "Batch {batch} has no preview: none was made, its columns were changed since, or a day has passed. Preview it again.",
  "failure.flow/not-rejected":
    "Row {row} of batch {batch} was not rejected. Refresh to see which rows need mending.",
  "failure.flow/cell-count":
    "Row {row} has {cells, number} cells, the file {columns, number} columns. Give one cell a column, empty ones too.",
  "failure.flow/broken":
    "Batch {batch} broke off unexpectedly. What was written is whole and the work can go on; if it breaks again, look into the log.",
  "failure.flow/empty-row":
    "No cell of this row holds anything that can be read, and it has no key. Fill it in and send it again.",
  "failure.flow/unreadable-row": "This row could not be read. Check the encoding and the quotes.",
  "failure.flow/key-too-long":
    "The key has more than {limit} characters. Check that the right column was taken as key.",
  "failure.flow/order-columns":
    "{lacks, select, customer {No column says whose order it is: name the column of the customer’s key} date {No column is the date of the order: name it} other {There is neither an amount nor a price with a quantity: name the column of the amount}}.",
  "failure.flow/unknown-zone": "There is no time zone “{zone}”. Write it like Asia/Shanghai.",
  "failure.flow/order-customer": "This row does not say whose order it is. Add the customer’s key.",
  "failure.flow/order-date":
    "The date of the order cannot be read as a day. Write it like 2024-05-17.",
  "failure.flow/order-date-range":
    "The date of the order is not between 1970 and two years from now. Check the year.",
  "failure.flow/order-quantity":
    "The quantity is not a number. Keep the number only; put the unit into another column.",
  "failure.flow/order-amount": "The amount cannot be read. Write it like 1234.50.",
  "failure.flow/order-currency":
    "This currency is not known. Write it as a three-letter code like CNY or USD.",
  "failure.flow/order-currencies":
    "One order has several currencies and cannot be added up. Split it, or convert it to one currency.",
  "failure.flow/order-customers":
    "One order id has several customers. Check which of the two is wrong.",
  "failure.flow/order-incomplete":
    "Row {row} of the same order is wrong, so the whole order was not taken. Mend that row and send all of them again.",
  "decision.reason.told": "The customer said so",
  "decision.reason.documents": "Seen in documents",
  "decision.reason.known": "Known in person",
  "decision.reason.mistake": "It was decided wrongly",
  "decision.reason.other": "Other",
  "against.kept-apart": "Decision {decision} said that they are not one; this overrules it",
  "against.documents": "Their identity documents differ",
  "against.joined-before": "Decision {decision} said that they are one; this overrules it",
  "against.same-document": "Both parts will have the same identity document",
  "failure.flow/one-customer":
    "These two are one customer already. Check whether a number is mistyped.",
  "failure.flow/too-many-records":
    "Together they have {records, number} records; a customer has at most {limit, number}. Separate those that do not belong first.",
  "failure.flow/not-its-record":
    "Some of the records are not this customer's. Reload to see which it has now.",
  "failure.flow/nothing-left": "If all records go, nobody is left. Keep at least one.",
  "failure.flow/unknown-decision":
    "There is no decision {decision}. Check whether the number is mistyped.",
  "failure.flow/unreadable-value": "This cannot be read as “{field}”. Check how it is written.",
  "failure.flow/nothing-there": "“{field}” has no such value now. Refresh to see what it says.",
  "failure.flow/export-chosen":
    "Only an export of customers takes conditions, columns and views, one of {what} does not. Leave them out, or export customers.",
  "failure.flow/export-format": "This cannot be exported as {format}. Take csv or jsonl.",
  "failure.flow/file-too-large":
    "The file grows beyond 4 GB, which this format cannot hold. Choose fewer columns, or export as CSV or Parquet.",
} as const
