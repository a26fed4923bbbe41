export const flow = {
  "failure.flow/no-plan":
    "Nobody has said yet which column of batch {batch} is what. Check the columns, then import.",
  "failure.flow/unknown-column":
    "The file of batch {batch} has no column “{column}”. Check how it is written.",
  "failure.flow/unknown-field":
    "There is no field “{field}”. Choose another, or leave the column in the raw rows.",
  "failure.flow/batch-state": "Batch {batch} is {state}: this cannot be done with it now.",
  "failure.flow/broken":
    "Batch {batch} broke off unexpectedly. What was written is whole and the work can go on; if it breaks again, look into the log.",
  "failure.flow/empty-row":
    "No cell of this row holds anything that can be read, and it has no key. Fill it in and send it again.",
  "failure.flow/unreadable-row": "This row could not be read. Check the encoding and the quotes.",
  "failure.flow/key-too-long":
    "The key has more than {limit} characters. Check that the right column was taken as key.",
} as const
