import { describe, expect, test } from "vitest"
import { catalogueFaults, failureFaults } from "../tools/catalogue.ts"
import { dependencyFaults } from "../tools/dependencies.ts"
import { lockFaults } from "../tools/lock.ts"
import { migrationFaults } from "../tools/migrations.ts"
import { addTallies, tallyOf, type Report } from "../tools/report.ts"
import { runSteps } from "../tools/step.ts"
import { wordFaults } from "../tools/words.ts"

// What `npm run check` and `npm test` find is found here on purpose: a check that never fires is none.

describe("migrations", () => {
  const distribution = {
    record: { by: "id" },
    event: { by: "record" },
    link: { by: "a" },
    source: "reference",
    outbox: "coordinator",
  } as const
  const faults = (sql: string) => migrationFaults(sql, distribution)

  test.each([
    "create table record (id uuid primary key, customer uuid)",
    "create table event (record uuid not null, at timestamptz, key bigint, primary key (record, at, key)) partition by range (at)",
    "create table event_202611 partition of event for values from ('2026-11-01') to ('2026-12-01')",
    "create table source (id uuid primary key, no integer unique)",
    "create unique index record_key on record using btree (id, source_key)",
    "create index event_by_key on event (key)",
    "create table event (record uuid references record, source uuid references source (id))",
    "create table event (record uuid, at date, foreign key (record) references record (id))",
    "-- create table strange (id int);\n/* create table stranger (id int); */ select 1",
    "create function f() returns void language plpgsql as $$ begin create table inner_one (id int); end $$",
    "insert into source values ('create table quoted (id int primary key)')",
    "create table job.queue (id uuid primary key)",
    "create temporary table scratch (id int primary key)",
  ])("right: %s", (sql) => {
    expect(faults(sql)).toEqual([])
  })

  test.each([
    ["create table event (id bigint primary key, record uuid)", "event: unique (id) lacks record"],
    [
      "create table if not exists event (record uuid, key bigint, unique (key))",
      "event: unique (key) lacks record",
    ],
    [
      "create table link (a uuid, b uuid, constraint one unique nulls not distinct (b))",
      "link: unique (b) lacks a",
    ],
    [
      "create unique index event_key on only event (key) where key > 0",
      "event: unique (key) lacks record",
    ],
    [
      "create unique index concurrently on event (lower(kind), key)",
      "event: unique (lower(kind), key) lacks record",
    ],
    [
      'alter table "public"."event" add constraint k primary key (key)',
      "event: unique (key) lacks record",
    ],
    ["alter table event add column no bigint unique", "event: unique (no) lacks record"],
    ["create table visit (id uuid)", "visit does not say"],
    [
      "create table record (id uuid primary key, last uuid references event (record, at))",
      "record (last) refers to event",
    ],
    [
      "create table event (record uuid, source uuid, foreign key (source) references record)",
      "event (source) refers to record",
    ],
    [
      "create table source (id uuid, sample uuid references record)",
      "source (sample) refers to record",
    ],
    ["alter table outbox add source uuid references source", "outbox (source) refers to source"],
  ])("wrong: %s", (sql, fault) => {
    expect(faults(sql)).toEqual([expect.stringContaining(fault)])
  })
})

describe("catalogue", () => {
  test("the same keys and facts in both languages are right, in any order and grammar", () => {
    const zh = { a: "{who} 有 {count} 条", b: "{on, select, true {开} other {关}}" }
    const en = {
      b: "{on, select, true {on} other {off}}",
      a: "{count, plural, one {# row} other {# rows}} of {who}",
    }
    expect(catalogueFaults(zh, en)).toEqual([])
  })

  test("a missing key, a missing fact and a broken message are found", () => {
    const zh = { a: "甲", b: "{count} 条", c: "{count", d: "{x, select, y {{inner}} other {}}" }
    const en = { b: "rows", c: "c", d: "{x, select, y {} other {}}", e: "e" }
    expect(catalogueFaults(zh, en)).toEqual([
      "a has no English text",
      "b mentions {count} in Chinese and {} in English",
      expect.stringContaining("c: the Chinese text is no ICU message"),
      "d mentions {inner, x} in Chinese and {x} in English",
      "e has no Chinese text",
    ])
  })

  test("a failure without a text is found, on one line or several", () => {
    const text = 'throw new Failure("keep/known")\nthrow new Failure(\n  "keep/unknown", {})'
    expect(
      failureFaults([{ path: "src/keep/keep.ts", text }], { "failure.keep/known": "…" }),
    ).toEqual(["src/keep/keep.ts throws what has no text: failure.keep/unknown"])
  })
})

describe("dependencies", () => {
  const project = { dependencies: { zod: "4.6.7" }, devDependencies: { vite: "8.3.8" } }
  const lock = {
    packages: {
      "": project,
      "node_modules/zod": { license: "MIT", dependencies: { inner: "^1.0.0" } },
      "node_modules/zod/node_modules/inner": {},
      "node_modules/vite": { license: "MIT", optionalDependencies: { zod: "^4.0.0" } },
    },
  }

  test("a lock that has everything it names is right", () => {
    expect(lockFaults(lock)).toEqual([])
  })

  test("what the lock names and lacks is found, also if it is optional or lies where it cannot be seen", () => {
    const lacking = {
      packages: {
        ...lock.packages,
        "node_modules/vite": {
          optionalDependencies: { "vite-windows": "8.3.8" },
          dependencies: { inner: "^1.0.0" },
        },
      },
    }
    expect(lockFaults(lacking)).toEqual([
      "inner@^1.0.0, wanted by node_modules/vite, is not in the lock",
      "vite-windows@8.3.8, wanted by node_modules/vite, is not in the lock",
    ])
  })

  test("a loose version and the address of a registry are found", () => {
    const loose = {
      packages: {
        "": { dependencies: { zod: "^4.6.7" } },
        "node_modules/zod": { resolved: "https://somewhere.example/zod.tgz" },
      },
    }
    expect(lockFaults(loose)).toEqual([
      "zod@^4.6.7 is not one exact version",
      "node_modules/zod carries the address of a registry",
    ])
  })

  test("every dependency has its row", () => {
    expect(
      dependencyFaults(lock, "| `zod` | MIT | schemas |\n| `vite` | MIT | builds the page |"),
    ).toEqual([])
    expect(dependencyFaults(lock, "| `zod` | GPL | |\n| `left-pad` | MIT | pads |")).toEqual([
      "zod has no reason",
      "zod is under MIT, its row says GPL",
      "vite has no row with its licence and reason",
      "left-pad has a row but is no dependency",
    ])
  })
})

test("a word that must not stand in the tree is found with its line", () => {
  const path = ["", ["wo", "rk"].join(""), "main"].join("/")
  expect(wordFaults([{ path: "README.md", text: `one\ntwo ${path}\n` }])).toEqual([
    expect.stringContaining("README.md:2"),
  ])
  expect(wordFaults([{ path: "README.md", text: "see the workshop" }])).toEqual([])
})

const broken = () => Promise.reject(new Error("no such program"))

describe("steps", () => {
  test("all run, two at a time, and one that breaks is a fault, not an end", async () => {
    let running = 0
    let most = 0
    const wait = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return []
    }
    const steps = ["a", "b", "c", "d"].map((name) => ({ name, run: name === "b" ? broken : wait }))
    const told: string[] = []
    const verdicts = await runSteps(steps, ({ name }) => told.push(name))
    expect(told.toSorted()).toEqual(["a", "b", "c", "d"])
    expect(most).toBe(2)
    expect(verdicts.filter(({ faults }) => faults.length > 0)).toMatchObject([
      { name: "b", faults: [expect.stringContaining("no such program")] },
    ])
  })
})

const file = (statuses: readonly string[], more: Partial<Report["testResults"][number]> = {}) => ({
  name: `${process.cwd()}/src/a.test.ts`,
  status: statuses.includes("failed") ? "failed" : "passed",
  message: "",
  assertionResults: statuses.map((status, place) => ({ fullName: `test ${place}`, status })),
  ...more,
})
const tally = (success: boolean, ...testResults: Report["testResults"]) =>
  tallyOf("unit", { success, testResults })

describe("the count of tests", () => {
  test("passed, failed and skipped are told apart, by name", () => {
    expect(tally(false, file(["passed", "failed", "skipped", "passed", "todo"]))).toEqual({
      passed: 2,
      failed: ["src/a.test.ts › test 1"],
      skipped: ["src/a.test.ts › test 2", "src/a.test.ts › test 4"],
    })
  })

  test("a file that cannot be read is a failure", () => {
    expect(
      tally(false, file([], { status: "failed", message: "SyntaxError" }), file(["passed"])),
    ).toMatchObject({
      passed: 1,
      failed: ["src/a.test.ts (the file itself)"],
    })
  })

  test("a run that fails though every test passed is a failure", () => {
    expect(tally(false, file(["passed"]))).toMatchObject({
      passed: 1,
      failed: ["unit (the run itself)"],
    })
  })

  test("a run without a test is a failure", () => {
    expect(tally(true)).toMatchObject({ passed: 0, failed: ["unit (ran no test)"] })
    expect(tally(true, file(["skipped"]))).toMatchObject({ failed: ["unit (ran no test)"] })
  })

  test("parts add up", () => {
    const one = { passed: 2, failed: ["a"], skipped: [] }
    const other = { passed: 3, failed: [], skipped: ["b"] }
    expect(addTallies([one, other])).toEqual({ passed: 5, failed: ["a"], skipped: ["b"] })
  })
})
