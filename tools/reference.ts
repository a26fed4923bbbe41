// Writes what docs/reference says of operations, rights, commands and fields out of their declarations.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sharedOptions } from "../src/cli/command.ts"
import { commands } from "../src/cli/commands.ts"
import { operations } from "#contract"
import { dictionary, permissions } from "#kernel"
import { openApiDocument } from "#server"
import { isTextKey, say } from "#text"

const directory = join(import.meta.dirname, "../docs/reference")
const head = "<!-- Written by `npm run reference`. Change the declarations, not this file. -->\n\n"

mkdirSync(directory, { recursive: true })
write("operations.md", operationsPage())
write("permissions.md", permissionsPage())
write("commands.md", commandsPage())
write("fields.md", fieldsPage())
writeFileSync(
  join(directory, "openapi.json"),
  `${JSON.stringify(await openApiDocument("en"), undefined, 2)}\n`,
)

function write(file: string, text: string): void {
  writeFileSync(join(directory, file), `${head}${text.trim()}\n`)
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
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n")
}
