// Writes what docs/reference says of operations, rights, commands and fields out of their declarations.
// With --check it writes nothing, and fails if the pages say something else.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sharedOptions } from "../src/cli/command.ts"
import { commands } from "../src/cli/commands.ts"
import { operations } from "#contract"
import { dictionary, permissions } from "#kernel"
import { openApiDocument } from "#server"
import { isTextKey, say } from "#text"

const directory = join(import.meta.dirname, "../docs/reference")
const head = "<!-- Written by `npm run reference`. Change the declarations, not this file. -->\n\n"

const pages: Readonly<Record<string, string>> = {
  "operations.md": `${head}${operationsPage().trim()}\n`,
  "permissions.md": `${head}${permissionsPage().trim()}\n`,
  "commands.md": `${head}${commandsPage().trim()}\n`,
  "fields.md": `${head}${fieldsPage().trim()}\n`,
  "openapi.json": `${JSON.stringify(await openApiDocument("en"), undefined, 1)}\n`,
}

if (process.argv.includes("--check")) check()
else write()

function write(): void {
  mkdirSync(directory, { recursive: true })
  for (const [file, text] of Object.entries(pages)) writeFileSync(join(directory, file), text)
}

function check(): void {
  const stale = Object.entries(pages)
    .filter(([file, text]) => textIn(join(directory, file)) !== text)
    .map(([file]) => file)
  if (stale.length === 0) return
  console.error(`docs/reference: ${stale.join(", ")} out of date. Run npm run reference.`)
  process.exitCode = 1
}

function textIn(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : ""
}

function operationsPage(): string {
  const rows = operations.map(({ name, method, path, permission, mutates, failures }) => [
    `\`${name}\``,
    `\`${method} ${path}\``,
    textOf(`operation.${name}`),
    `\`${permission}\``,
    mutates ? "yes" : "",
    Object.keys(failures)
      .filter((code) => !["gate/refused", "server/input"].includes(code))
      .map((code) => `\`${code}\``)
      .join(" "),
  ])
  return `# Operations

All under \`/api/v1\`; shapes and examples are in [openapi.json](openapi.json). Every operation may answer
\`gate/refused\` (403) and \`server/input\` (400). What changes something takes an \`Idempotency-Key\`.

${table(["operation", "address", "", "permission", "changes", "failures of its own"], rows)}

Beside them: \`POST /uploads\` (\`batch/write\`), \`GET /batches/{batch}/rejected.csv\` (\`batch/read\`),
\`POST /exports\` (\`customer/export\`, with \`reveal\` also \`customer/reveal\`).`
}

function permissionsPage(): string {
  const rows = permissions.map((permission) => [
    `\`${permission}\``,
    operations
      .filter((operation) => operation.permission === permission)
      .map(({ name }) => `\`${name}\``)
      .join(" "),
  ])
  return `# Permissions\n\n${table(["permission", "operations that ask for it"], rows)}`
}

function commandsPage(): string {
  const sections = commands.map(({ name, usage, summary, options }) => {
    const rows = Object.keys({ ...options, ...sharedOptions }).map((option) => [
      `\`--${option}\``,
      textOf(`cli.option.${option}`),
    ])
    const line = `zhike ${name} ${usage}`.trim()
    return `## ${name}\n\n${say("en", summary)}.\n\n    ${line}\n\n${table(["option", ""], rows)}`
  })
  return `# Commands

Exit codes: 0 done, 1 a failure that the sentence says how to mend, 2 a command written wrongly,
130 interrupted.

${sections.join("\n\n")}`
}

function fieldsPage(): string {
  const rows = dictionary.map(({ id, kind, of, many, sensitive, choices = [] }) => [
    `\`${id}\``,
    textOf(`field.${id}`),
    textOf(`field.${id}`, "zh"),
    kind,
    of.join(", "),
    many ? "several" : "",
    sensitive ? "sealed" : "",
    choices.join(" "),
  ])
  return `# Fields\n\n${table(["id", "en", "zh", "kind", "of", "", "", "choices"], rows)}`
}

function textOf(key: string, language: "zh" | "en" = "en"): string {
  return isTextKey(key) ? say(language, key) : ""
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => "---"), ...rows].map(tableLine).join("\n")
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
}
