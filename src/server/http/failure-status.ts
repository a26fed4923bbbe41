import { operations } from "#contract"

/** Failures that happen before or beside an operation. */
const own: Readonly<Record<string, number>> = {
  "server/no-token": 401,
  "server/foreign-host": 403,
  "server/foreign-origin": 403,
  "server/unknown-route": 404,
  "server/no-page": 404,
  "server/input": 400,
  "server/json": 400,
  "server/header": 400,
  "server/key-missing": 400,
  "server/key-shape": 400,
  "server/content-type": 415,
  "server/body-too-large": 413,
  "server/upload-too-large": 413,
  "server/stopping": 503,
  "server/unexpected": 500,
  "govern/link-over": 410,
}

const declared: Readonly<Record<string, number>> = Object.assign(
  {},
  ...operations.map(({ failures }) => failures),
)

/** The HTTP status of a failure: as declared in the contract; 409 for one that nothing declares. */
export function statusOf(code: string): number {
  return declared[code] ?? own[code] ?? 409
}
