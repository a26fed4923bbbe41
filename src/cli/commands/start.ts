import { defineCommand } from "../command.ts"
import { portsOf, serveUntilStopped } from "../serve.ts"

export const start = defineCommand({
  name: "start",
  usage: "[--data DIR] [--port N] [--host H] [--public-url URL]",
  summary: "cli.start",
  options: { port: "text", host: "text", "public-url": "text" },
  run: async (given, terminal) => {
    const ports = portsOf(given.port("port"))
    const { ensureWebBuilt, startApplication } = await import("#server")
    terminal.progress(terminal.say("cli.building"))
    await ensureWebBuilt()
    terminal.progress(terminal.say("cli.starting"))
    const application = await startApplication({
      dataDir: terminal.dataDir,
      databaseUrl: process.env["DATABASE_URL"],
      host: given.text("host") ?? "127.0.0.1",
      publicUrl: given.text("public-url") ?? process.env["ZHIKE_PUBLIC_URL"],
      ports,
      serveWeb: true,
      announce: true,
      log: true,
    })
    try {
      return await serveUntilStopped({ application }, terminal)
    } finally {
      await application.close()
    }
  },
})
