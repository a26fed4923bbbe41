import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { isTextKey } from "#text"
import { sharedOptions } from "./command.ts"
import { commands } from "./commands.ts"
import { localeLanguage } from "./locale.ts"
import { printTable } from "./table.ts"

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "zhike-cli-"))
})

afterAll(() => rm(directory, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly out: string
  readonly said: string
}

/** The program as one starts it. */
function zhike(...args: readonly string[]): Promise<Ran> {
  const program = join(import.meta.dirname, "../../bin/zhike.mjs")
  const env = {
    ...process.env,
    LANG: "en_US.UTF-8",
    LC_ALL: "",
    ZHIKE_DATA: join(directory, "data"),
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env, cwd: directory }, (error, out, said) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said })
    })
  })
}

describe.each(commands.map((command) => ({ name: command.name, command })))(
  "$name",
  ({ command }) => {
    test("says of every option what it means", () => {
      const keys = Object.keys({ ...command.options, ...sharedOptions })
      expect(keys.filter((option) => !isTextKey(`cli.option.${option}`))).toEqual([])
    })
  },
)

describe("a command written wrongly", () => {
  const wrong = [
    ["no command of that name", ["dance"], "There is no command “dance”."],
    [
      "an option nobody declared",
      ["import", "a.csv", "--sourse", "x"],
      "There is no option --sourse.",
    ],
    [
      "an option without its value",
      ["import", "a.csv", "--source"],
      "The value of --source is wrong.",
    ],
    ["too much", ["undo", "1", "2"], "“2” is one too many."],
    ["too little", ["undo"], "BATCH is missing."],
    ["a word that is none of the words", ["export", "secrets", "--to", "a.csv"], "WHAT is one of"],
    ["a port that is no number", ["start", "--port", "high"], "The value of --port is wrong."],
    [
      "a currency that is none",
      ["import", "a.csv", "--source", "x", "--currency", "yuan"],
      "The value of --currency is wrong.",
    ],
    ["neither the one nor the other", ["keys"], "--to | --from is missing."],
  ] as const

  test.each(wrong)("%s: code 2, and what to do", async (_what, args, sentence) => {
    const { code, out, said } = await zhike(...args)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(said).toContain(sentence)
  })
})

describe("a command that cannot be carried out", () => {
  test("a file that is not there, a directory: code 1, and no trace of where the program is", async () => {
    const missing = await zhike("import", "nothing.csv", "--source", "x")
    expect(missing).toMatchObject({
      code: 1,
      said: "There is no file nothing.csv. Check the path.\n",
    })
    const folder = await zhike("import", directory, "--source", "x")
    expect(folder.code).toBe(1)
    expect(folder.said).toContain("is a directory")
  })

  test("with --json the failure is the last line too", async () => {
    const { out } = await zhike("import", "nothing.csv", "--source", "x", "--json")
    expect(JSON.parse(out)).toEqual({
      error: {
        code: "cli/no-file",
        detail: "There is no file nothing.csv. Check the path.",
        data: { file: "nothing.csv" },
      },
    })
  })

  test("a mapping that is no mapping", async () => {
    await writeFile(join(directory, "people.csv"), "name\n张伟\n")
    await writeFile(join(directory, "map.json"), '["name"]')
    const { code, said } = await zhike("import", "people.csv", "--source", "x", "--map", "map.json")
    expect(code).toBe(1)
    expect(said).toContain('map.json should be JSON like {"column": "field"}')
  })

  test("nothing is deleted without --yes", async () => {
    const { code, said } = await zhike("reset")
    expect(code).toBe(1)
    expect(said).toContain("--yes")
  })
})

describe("help", () => {
  test("lists every command, in the language asked for", async () => {
    const english = await zhike("--help")
    const chinese = await zhike("help", "--lang", "zh")
    for (const { name } of commands) expect(english.out).toContain(`  ${name} `)
    expect(english).toMatchObject({ code: 0, said: "" })
    expect(chinese.out).toContain("导入一个 CSV 或 TSV 文件")
  })

  test("explains one command", async () => {
    const { code, out } = await zhike("import", "--help")
    expect(code).toBe(0)
    expect(out).toContain("--source-column")
    expect(out).toContain("Only say what would happen; leaves nothing")
  })
})

test("the language is the one asked for, else the shell's, else Chinese", () => {
  expect(localeLanguage("en", { LANG: "zh_CN.UTF-8" })).toBe("en")
  expect(localeLanguage(undefined, { LC_ALL: "", LANG: "en_GB.UTF-8" })).toBe("en")
  expect(localeLanguage(undefined, { LC_ALL: "zh_CN.GB18030", LANG: "en_GB" })).toBe("zh")
  expect(localeLanguage(undefined, { LANG: "C.UTF-8" })).toBe("zh")
  expect(localeLanguage(undefined, {})).toBe("zh")
})

test("columns line up though a Chinese character takes two places", () => {
  expect(
    printTable(
      ["no", "name"],
      [
        ["1", "张伟"],
        ["1024", "Li"],
      ],
    ),
  ).toBe("no    name\n1     张伟\n1024  Li")
})
