#!/usr/bin/env node
// Plain JavaScript of the old kind: it must run on whatever Node the machine has. The program itself
// needs Node 24, which npm has put beside it.
import { spawn } from "node:child_process"
import module from "node:module"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const needed = 24

if (Number(process.versions.node.split(".")[0]) >= needed) {
  // Stripping the types of some hundred files takes half a second; once is enough.
  module.enableCompileCache(join(project, "node_modules", ".cache", "zhike"))
  await import("../src/cli/main.ts")
} else {
  restart()
}

function restart() {
  const suffix = process.platform === "win32" ? ".cmd" : ""
  const pinned = join(project, "node_modules", ".bin", "node" + suffix)
  if (process.env.ZHIKE_RESTARTED === "1" || !existsSync(pinned)) {
    process.stderr.write(
      "知客需要 Node 24，这里是 " +
        process.version +
        "。在项目目录运行 npm ci（不要加 --omit=optional）。\n" +
        "Zhike needs Node 24, this is " +
        process.version +
        ". Run npm ci in the project (without --omit=optional).\n",
    )
    process.exitCode = 1
    return
  }
  const child = spawn(pinned, process.argv.slice(1), {
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ZHIKE_RESTARTED: "1" },
  })
  // Ctrl-C reaches the child by itself; here it must only not end the parent first.
  process.on("SIGINT", () => {})
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1
  })
}
