import type { Application } from "#server"
import { defineCommand } from "../command.ts"
import { houseAt, type House } from "../house.ts"
import { importSamples } from "../samples.ts"
import { portsOf, serveUntilStopped } from "../serve.ts"
import type { Terminal } from "../terminal.ts"

const asOf = "1998-06-30"

export const demo = defineCommand({
  name: "demo",
  usage: "[--data DIR] [--no-serve] [--json]",
  summary: "cli.demo",
  options: { "no-serve": "flag", port: "text" },
  run: async (given, terminal) => {
    const { ensureWebBuilt, startApplication } = await import("#server")
    const isServing = !given.flag("no-serve")
    if (isServing) {
      terminal.progress(terminal.say("cli.building"))
      await ensureWebBuilt()
    }
    terminal.progress(terminal.say("cli.starting"))
    const application = await startApplication({
      dataDir: terminal.dataDir,
      databaseUrl: process.env["DATABASE_URL"],
      host: "127.0.0.1",
      ports: isServing ? portsOf(given.port("port")) : [0],
      serveWeb: isServing,
      announce: true,
      log: false,
    })
    try {
      const facts = await fill(application, terminal)
      if (isServing) return await serveUntilStopped({ application, facts }, terminal)
      terminal.answer(facts)
      return 0
    } finally {
      await application.close()
    }
  },
})

/** Brings the samples in, once, and says what stands there now. */
async function fill(application: Application, terminal: Terminal) {
  const began = performance.now()
  const house = houseAt({ ...application, language: terminal.language }, terminal.signal)
  await importSamples(house, terminal)
  await analyseOnce(house, terminal)
  const { customers, records, events } = await house.api.system.status()
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const facts = { customers, records, events, seconds }
  terminal.print(terminal.say("cli.demo-done", facts))
  return facts
}

async function analyseOnce({ api }: House, terminal: Terminal): Promise<void> {
  const known = await api.analysis.list()
  if (known.some(({ analysis, current }) => analysis === "rfm" && current !== null)) return
  terminal.progress(terminal.say("cli.analysing"))
  await api.analysis.runRfm({ asOf })
}
