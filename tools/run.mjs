// Starts one of the tools under the pinned Node. Plain old JavaScript: it must also run where TypeScript does not.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const needed = 24
const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const bin = join(root, "node_modules", ".bin")
const [tool, ...words] = process.argv.slice(2)

process.chdir(root)
if (majorOf(process.versions.node) >= needed) {
  process.env["PATH"] = `${bin}${delimiter}${process.env["PATH"] ?? ""}`
  process.argv.splice(1, 2, join(here, `${tool}.ts`))
  await import(pathToFileURL(join(here, `${tool}.ts`)).href)
} else {
  const pinned = [join(bin, "node"), join(bin, "node.exe")].find((file) => existsSync(file))
  if (pinned === undefined || majorOf(versionOf(pinned)) < needed) refuse()
  const again = spawnSync(pinned, [fileURLToPath(import.meta.url), tool, ...words], {
    stdio: "inherit",
  })
  process.exit(again.status ?? 1)
}

function versionOf(program) {
  return spawnSync(program, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout ?? ""
}

function majorOf(version) {
  return Number.parseInt(version, 10)
}

function refuse() {
  console.error(
    `Node ${needed} is needed, this is ${process.version}, and node_modules brings none.\n` +
      `Run "npm ci" in ${root}, without --omit=optional: the runtime comes as an optional dependency.`,
  )
  process.exit(1)
}
