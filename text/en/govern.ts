import type { govern as source } from "../zh/govern.ts"

export const govern: Readonly<Record<keyof typeof source, string>> = {
  "failure.gate/refused": "You lack the permission “{permission}”. Ask an administrator for it.",

  "failure.govern/cannot-open":
    "This sealed content cannot be opened: the key is another one, or the content is damaged. Run zhike doctor.",
  "failure.govern/file-refused":
    "{file} in the data directory could not be read or written ({reason}). Check the directory’s rights and the disk, then try again.",
  "failure.govern/keys-damaged":
    "keys.json in the data directory is incomplete. Restore it from an exported copy. Neither delete nor remake it: without the old keys, sealed content cannot be opened again.",
  "failure.govern/keys-missing":
    "This database holds sealed content, but the data directory has no {file}. Put the original {file} back, or restore it from an exported copy.",
  "failure.govern/keys-differ":
    "{file} in the data directory does not belong to this database. Put the original {file} back, or check that this is the right data directory.",
  "failure.govern/keys-exist":
    "The data directory already has {file}; it was not overwritten. To replace it, move it away first.",
  "failure.govern/passphrase-short":
    "The passphrase needs at least {least} characters. A few unrelated words do well.",
  "failure.govern/not-a-key-copy":
    "This is not a copy of the keys, or part of it is missing. zhike keys --to makes such a copy.",
  "failure.govern/wrong-passphrase":
    "The passphrase is wrong, or the copy was altered. Check the passphrase; if it is right, use another copy.",
  "failure.govern/token-damaged":
    "{file} in the data directory is not a token. Delete it and start again to get a new one; open pages will need a new link.",
  "failure.govern/link-over":
    "This link has been used or is too old. zhike start prints a new one.",

  "failure.outbound/refused":
    "{host} was not visited: {reason, select, address {the address is not written correctly} scheme {only http and https are supported} credentials {the address must not contain a user name or password} private {it leads to this machine or a private network} redirect {it redirects; enter the address it redirects to} other {not allowed}}.",
  "failure.outbound/failed":
    "{host} could not be reached: {reason, select, unknown {no such host} status {it answered {status}} large {it answered with more than 1 MB} slow {no answer within 5 seconds} other {no connection}}. Check the address and try again later.",
}
