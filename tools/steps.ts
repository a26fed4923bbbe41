import { readFileSync } from "node:fs"
import { en } from "../text/en.ts"
import { zh } from "../text/zh.ts"
import { catalogueFaults, failureFaults } from "./catalogue.ts"
import { dependencyFaults } from "./dependencies.ts"
import { Lock, lockFaults } from "./lock.ts"
import { migrationFaults } from "./migrations.ts"
import { faultsOf } from "./program.ts"
import type { Step } from "./step.ts"
import { filesOf, readTree } from "./tree.ts"
import { wordFaults } from "./words.ts"

const rooms = ["src", "web", "text", "test", "bench", "tools"]
const code = "{src,web,bin}/**/*.{ts,tsx,mjs}"

/** Everything that `npm run check` checks, the slow ones first. */
export const steps: readonly Step[] = [
  { name: "types", run: () => faultsOf("tsc", ["--noEmit", "--pretty", "false"]) },
  { name: "lint and arrows", run: lint },
  { name: "unused code", run: () => faultsOf("knip", ["--no-progress", "--no-config-hints"]) },
  { name: "format", run: () => faultsOf("oxfmt", ["--check", "."]) },
  { name: "lock", run: async () => lockFaults(readLock()) },
  {
    name: "dependencies",
    run: async () => dependencyFaults(readLock(), readFileSync("docs/dependencies.md", "utf8")),
  },
  { name: "migrations", run: lintMigrations },
  {
    name: "catalogue",
    run: async () => [...catalogueFaults(zh, en), ...failureFaults(readTree(code), zh)],
  },
  { name: "reference", run: () => faultsOf("node", ["tools/reference.ts", "--check"]) },
  { name: "words", run: async () => wordFaults(readTree(["**/*", ".ci/*", ".*"])) },
]

/** The paths are named: bare oxlint would lint whatever lies about. */
function lint(): Promise<readonly string[]> {
  const paths = rooms.filter((room) => filesOf(`${room}/**/*.{ts,tsx}`).length > 0)
  return faultsOf("oxlint", ["--deny-warnings", ...paths, ...filesOf("*.config.ts")])
}

async function lintMigrations(): Promise<readonly string[]> {
  const files = readTree("src/store/migrations/*.sql")
  if (files.length === 0) return ["no migration was found"]
  return files.flatMap(({ path, text }) =>
    migrationFaults(text).map((fault) => `${path}: ${fault}`),
  )
}

function readLock(): Lock {
  return Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")))
}
