export const store = {
  "failure.store/in-use": "Another program works with the database in {path}. Stop it first.",
  "failure.store/directory-not-writable":
    "Cannot write to {path}. Choose another directory (--data) or change its permissions.",
  "failure.store/disk-full":
    "The disk is full. Free some space and try again; everything that was acknowledged is still there.",
  "failure.store/other-version":
    "The data in {path} was written by another version of PostgreSQL ({found}; this is {wanted}). Back it up with the Zhike that wrote it and restore it here.",
  "failure.store/clock-gone-back":
    "This computer's clock went back: it says {now}, but the database was written at {last}. Set the clock, then start again.",
  "failure.store/corrupted":
    "The database files in {path} are damaged or incomplete. Do not delete them: keep a copy, then restore a backup into a new directory (zhike restore).",
  "failure.store/no-binaries":
    "There is no PostgreSQL for {platform} here. Run npm ci again (without --omit=optional); if the platform is not supported, point DATABASE_URL at a database of your own.",
  "failure.store/no-account":
    "PostgreSQL needs an ordinary account that is listed in /etc/passwd; user id {uid} is not. Run as another user, or use DATABASE_URL.",
  "failure.store/cannot-start": "The database did not start: {reason}. The details are in {log}.",
  "failure.store/slow-start":
    "The database was not ready after {seconds} seconds. Look at {log}: it may still be recovering. Try again later.",
  "failure.store/cannot-stop": "The database (process {pid}) does not stop. Try again later.",
  "failure.store/passwords-unreadable":
    "Cannot read {path}, which holds the passwords of the database. Bring the file back, or check its permissions.",
  "failure.store/wrong-password":
    "The database in {path} does not accept the passwords kept for it. The file was probably replaced: put the old one back, or stop the program that uses the database and start again.",
  "failure.store/wrong-url":
    "DATABASE_URL is not right. It should look like postgres://user:password@host:5432/database.",
  "failure.store/cannot-connect":
    "Cannot connect to the database at {host}:{port} ({reason}). Check DATABASE_URL, the network and the password.",
  "failure.store/server-too-old":
    "The database server is PostgreSQL {version}; {oldest} or later is needed.",
  "failure.store/not-database-owner":
    "The user in DATABASE_URL does not own database {database}. Use its owner, or ask an administrator to change it.",
  "failure.store/roles-missing":
    "Role {role} cannot be used yet, and this user may not create it. Have a database administrator run what {command} prints, once.",
  "failure.store/newer-database":
    "This database has been upgraded to step {found}; this version of Zhike knows steps up to {known}. Install the newer version; the data is fine.",
  "failure.store/migration-changed":
    "Upgrade step {number} ({name}) differs from the one that was carried out. Go back to the original version; released steps must not change.",
  "failure.store/migration-order":
    "Upgrade step {number} comes too late: the database is at {last}. Give it a higher number.",
  "failure.store/connection-lost":
    "The connection to the database was lost. What was asked for may or may not have been done; asking again is safe.",
  "failure.store/too-many-connections":
    "The database has no connection left. Wait a moment and try again.",
  "failure.store/read-only": "Here one can only read, not change.",
  "failure.store/idempotency-mismatch":
    "This Idempotency-Key was used for something else. Send it again with a new one.",
  "failure.store/unknown-journal-kind":
    "The journal has entries of a kind that this version does not know ({kind}). Install the newer version.",
  "failure.store/backup-elsewhere":
    "This database was not started by Zhike: back it up and restore it with its own tools (for example pg_dump). Keep the keys as well: zhike keys --to FILE.",
  "failure.store/file-exists": "{path} exists and is not overwritten. Choose another name.",
  "failure.store/file-not-writable":
    "Cannot write {path}. Choose another place, or check its permissions.",
  "failure.store/no-such-file": "There is no {path}.",
  "failure.store/not-a-backup":
    "{path} is not a whole Zhike backup: it is something else, or it was damaged on the way. Try another copy.",
  "failure.store/database-exists":
    "There is a database in {path}, and it is not overwritten. Restore into a new directory: zhike restore FILE --data DIRECTORY.",
  "failure.store/mirror-locked":
    "Another program (process {pid}) has the mirror for analyses open, so it cannot be read here. Stop that program; no data is affected, the database answers meanwhile.",
  "check.store/directory-writable": "The data directory {path} can be written.",
  "check.store/disk-free": "{gigabytes} GB are free on the disk.",
  "check.store/disk-low": "Only {gigabytes} GB are free on the disk. Make room soon.",
  "check.store/programs-found": "The programs of PostgreSQL are in {path}.",
  "check.store/no-database-yet": "There is no database in {path} yet; the first start makes it.",
  "check.store/embedded-database":
    "The database that comes with Zhike is well: PostgreSQL {version}.",
  "check.store/server-database": "The database at DATABASE_URL is well: PostgreSQL {version}.",
  "check.store/migrations-done": "The schema is up to date (step {last}).",
  "check.store/migrations-pending":
    "The schema is {pending} steps behind; the next start brings it up to date.",
  "check.store/durable": "Writing is safe: a power cut loses nothing that was confirmed.",
  "check.store/not-durable":
    "The database has {settings} switched off: a power cut loses what was confirmed. Switch it on in postgresql.conf and restart the database.",
  "check.store/clocks-agree": "The clock of the database agrees with this one.",
  "check.store/clocks-differ":
    "The clock of the database is {seconds} s off this one. Let both machines follow a time server.",
  "check.store/connections-free": "{free} connections to the database are free.",
  "check.store/connections-few":
    "Only {free} connections to the database are free; one program needs {wanted}. Raise max_connections, or stop other programs.",
  "check.store/journal-flows": "The journal is up to date.",
  "check.store/journal-stands":
    "The journal has stood still for {minutes} minutes. Start Zhike, it catches up by itself; if not, its log says why.",
  "check.store/database-size": "The database takes {megabytes} MB.",
} as const
