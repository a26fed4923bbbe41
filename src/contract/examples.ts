/** What an operation takes and gives, by its name: shown in OpenAPI and the reference, tested to fit. */
export interface Example {
  readonly input?: Readonly<Record<string, unknown>>
  readonly output: unknown
}

const at = "2026-11-28T08:30:00.000Z"
const crm = { id: "0b7c52f4-6a0e-4d5c-9f0e-1f6f6f0c8a01", name: "门店会员", kind: "file" }
const record = "5f0c1d2e-3b4a-8c5d-9e6f-708192a3b4c5"
const other = "a1b2c3d4-e5f6-8a7b-8c9d-0e1f2a3b4c5d"
const question = {
  id: "3e1f7a52-8f5c-8d7e-a5ce-2b1f6c9d0e4f",
  question: {
    is: "and",
    of: [
      { is: "compare", field: "city", by: "=", value: "杭州市" },
      { is: "trait", analysis: "rfm", column: "segment", values: ["champions"] },
    ],
  },
}

const bulkEdit = {
  id: 3,
  tag: "VIP",
  removes: false,
  state: "running",
  total: 1200,
  done: 350,
  changed: 348,
  undone: 0,
  failure: null,
  created: at,
  finished: null,
}

const brief = { id: record, number: "10-241", kind: "person", name: "张伟", records: [record] }

const plan = {
  content: "people",
  source: { name: crm.name, kind: crm.kind },
  key: "会员号",
  sourceColumn: null,
  columns: [
    { header: "会员号", field: null, confidence: 1, why: "header" },
    { header: "姓名", field: "name", confidence: 1, why: "both" },
    { header: "手机", field: "phones", confidence: 1, why: "both" },
  ],
  dateOrder: "ymd",
  zone: "Asia/Shanghai",
  currency: "CNY",
}

const batch = {
  id: 12,
  source: crm,
  fileName: "会员.csv",
  bytes: 48213,
  content: "people",
  state: "done",
  dialect: { encoding: "gb18030", delimiter: ",", quote: '"', header: true },
  plan,
  progress: { stage: "resting", done: 1000, total: 1000, secondsLeft: 0 },
  tally: {
    read: 1000,
    accepted: 998,
    new: 990,
    changed: 5,
    same: 3,
    rejected: 2,
    customers: 961,
    joined: 28,
  },
  failure: null,
  created: at,
  started: at,
  finished: at,
  undoneAt: null,
  undoneBy: null,
  mends: null,
}

const waiting = {
  ...batch,
  state: "received",
  progress: { stage: "resting", done: 0, total: null, secondsLeft: null },
  tally: {
    read: 0,
    accepted: 0,
    new: 0,
    changed: 0,
    same: 0,
    rejected: 0,
    customers: 0,
    joined: 0,
  },
  started: null,
  finished: null,
}

const running = {
  ...waiting,
  state: "importing",
  progress: { stage: "resolving", done: 400, total: 1000, secondsLeft: 2.5 },
  started: at,
}

const foresight = {
  made: at,
  expires: "2026-11-29T08:30:00.000Z",
  about: false,
  counts: { changed: 5, merged: 2, joined: 26, new: 933 },
  fields: [{ field: "phones", records: 4, gained: 1, lost: 0 }],
  reasons: [{ code: "flow/empty-row", column: null, rows: 2, first: 31, facts: {} }],
}

const source = {
  ...crm,
  no: 1,
  direct: true,
  initiative: "customer",
  trust: 0.8,
  purpose: "会员服务",
  lawfulBasis: "合同",
  zone: "Asia/Shanghai",
  created: at,
  records: 990,
  customers: 961,
  events: 0,
  batches: 1,
  lastBatch: at,
  remembers: ["people"],
}

const golden = {
  name: "张伟",
  phones: ["+8613800138000"],
  city: "杭州市",
  identity_number: "3301**********0028",
}

const row = {
  id: record,
  number: "10-241",
  kind: "person",
  name: "张伟",
  golden,
  sources: [crm.name],
  records: 2,
  events: 14,
  spent: { minor: 128450, currency: "CNY" },
  lastEvent: at,
  updated: at,
  traits: { rfm: { segment: "champions", r: 5, f: 5, m: 4, monetary: 128450, currency: "CNY" } },
}

const view = {
  id: "6a1f0e52-2b3c-4d5e-8f90-a1b2c3d4e5f6",
  name: "杭州老客户",
  question: question.id,
  sort: "-updated",
  columns: [{ id: "phones" }, { id: "city", width: 120 }, { id: "rfm.segment" }],
  shared: false,
  mine: true,
  pinned: true,
  opens: false,
}

const sourceOfValue = { id: crm.id, name: crm.name, kind: crm.kind, trust: 0.8 }

const member = {
  record,
  source: sourceOfValue,
  sourceKey: "M00017",
  subject: "person",
  birth: 1024,
  bare: false,
  batch: 12,
  row: 17,
  observed: at,
  received: at,
  events: 14,
}

const provenance = {
  record,
  source: sourceOfValue,
  sourceKey: "M00017",
  batch: 12,
  row: 17,
  observed: at,
  written: "138 0013 8000",
  value: "+8613800138000",
  verdict: "corrected",
  reasons: ["phone/spelling"],
  pinned: false,
}

const candidate = {
  ...provenance,
  won: true,
  score: 4200,
  parts: [
    { reason: "trust", points: 3000 },
    { reason: "agreeing", points: 1200 },
  ],
  agreeing: 2,
}

const run = { run: 3, analysis: "rfm", definition: "rfm/1", asOf: "1998-06-30", finished: at }

const rfm = {
  run,
  n: 23570,
  currency: "USD",
  edges: {
    R: [141, 432, 485, 512],
    F: [1, 1, 2, 4],
    M: [15.36, 31.35, 59.924, 133.95],
  },
  mean: { R: 367.221638, F: 2.867671, M: 106.080426 },
  cells: [{ r: 5, f: 5, customers: 2780, minor: 131122000, segment: "champions" }],
  segments: [{ segment: "champions", customers: 2780, minor: 131122000, share: 0.5244 }],
}

const nobody = { customers: 0, question: { is: "not", of: { is: "everyone" } } }
const isPerson = { is: "compare", field: "kind", by: "=", value: "person" }
const composition = {
  by: "age",
  asOf: "2026-11-28",
  customers: 961,
  groups: [
    {
      value: "35",
      customers: 640,
      question: {
        is: "and",
        of: [isPerson, { is: "range", field: "birth_date", from: "1986-11-29", to: "1991-11-28" }],
      },
      bySex: { male: 300, female: 310, unknown: 30 },
    },
  ],
  others: null,
  unsure: nobody,
  unknown: {
    customers: 300,
    question: {
      is: "and",
      of: [isPerson, { is: "not", of: { is: "known", field: "birth_date" } }],
    },
  },
  outside: { customers: 21, question: { is: "not", of: isPerson } },
}

const trends = {
  beginning: "arrival",
  step: "month",
  customers: 961,
  periods: [
    {
      from: "2026-11-01",
      to: "2026-11-30",
      customers: 961,
      question: { is: "range", field: "since", from: "2026-11-01", to: "2026-11-30" },
    },
  ],
  never: nobody,
}

const note = {
  id: "9b1d3c64-61a4-4a57-8d5a-77a3f3f0c9be",
  record,
  text: "只在下午接电话",
  pinned: true,
  deleted: false,
  by: other,
  made: at,
  changed: null,
}

/** One example for each operation. */
export const examples: Readonly<Record<string, Example>> = {
  "analysis.list": {
    output: [
      {
        analysis: "rfm",
        definition: "rfm/1",
        choices: { segment: ["champions", "loyal", "lost"] },
        current: run,
      },
    ],
  },
  "analysis.rfm": { output: rfm },
  "analysis.composition": { input: { by: "age" }, output: composition },
  "analysis.trends": { input: { beginning: "arrival", step: "month" }, output: trends },
  "analysis.runRfm": { input: { asOf: "1998-06-30" }, output: rfm },

  "batch.list": { input: { limit: 50 }, output: { items: [batch], next: null } },
  "batch.read": { input: { batch: 12 }, output: batch },
  "batch.sample": {
    input: { batch: 12 },
    output: { headers: ["会员号", "姓名", "手机"], rows: [["M00017", "张伟", "138 0013 8000"]] },
  },
  "batch.plan": { input: { batch: 12, plan }, output: waiting },
  "batch.guess": { input: { batch: 12, memory: false }, output: waiting },
  "batch.preview": { input: { batch: 12 }, output: { ...running, state: "previewing" } },
  "batch.run": { input: { batch: 12 }, output: running },
  "batch.pause": { input: { batch: 12 }, output: { ...running, state: "paused" } },
  "batch.resume": { input: { batch: 12 }, output: running },
  "batch.cancel": { input: { batch: 12 }, output: { ...waiting, state: "cancelled" } },
  "batch.discard": { input: { batch: 12 }, output: { discarded: true } },
  "batch.undo": { input: { batch: 12 }, output: { ...batch, state: "undoing" } },
  "batch.progress": { input: { batch: 12 }, output: running },
  "batch.rejections": {
    input: { batch: 12, limit: 50 },
    output: { items: [{ row: 31, code: "cleanse/nobody", column: null, facts: {} }], next: null },
  },

  "batch.rejected": {
    input: { batch: 12, limit: 50 },
    output: {
      items: [
        {
          row: 31,
          code: "flow/empty-row",
          column: null,
          facts: {},
          cells: ["", "", ""],
          mendedBy: null,
        },
      ],
      next: null,
    },
  },
  "batch.mend": {
    input: { batch: 12, rows: [{ row: 31, cells: ["M00031", "李娜", "13900139000"] }] },
    output: { ...waiting, id: 14, mends: 12 },
  },

  "customer.search": {
    input: { search: "zhangwei", sort: "-updated", limit: 50 },
    output: { items: [row], next: null },
  },
  "customer.count": { input: { question: question.question }, output: { count: 128 } },
  "customer.read": {
    input: { customer: "10-241" },
    output: {
      id: record,
      movedTo: null,
      number: row.number,
      kind: "person",
      name: row.name,
      golden,
      verdicts: { phones: "corrected" },
      members: [member],
      version: 2,
      updated: at,
      events: {
        count: 14,
        first: at,
        last: at,
        byKind: { order: 14 },
        spent: [{ minor: 128450, currency: "CNY" }],
      },
      traits: [
        { analysis: "rfm", run: 3, asOf: "1998-06-30", values: { r: 5, segment: "champions" } },
      ],
    },
  },
  "customer.timeline": {
    input: { customer: record, limit: 50 },
    output: {
      items: [
        {
          record,
          source: crm.name,
          at,
          key: "812736451",
          kind: "order",
          amount: { minor: 12900, currency: "CNY" },
          quantity: 1,
          batch: 13,
          data: {},
        },
      ],
      next: null,
    },
  },
  "customer.why": {
    input: { customer: record, field: "phones" },
    output: { field: "phones", rules: "survivorship/1", candidates: [candidate] },
  },
  "customer.evidence": {
    input: { customer: record },
    output: {
      members: [member],
      fields: [{ field: "phones", cells: [[{ ...provenance, won: true }]] }],
    },
  },
  "customer.joins": {
    input: { customer: record },
    output: {
      members: [member, { ...member, record: other, birth: 2048, sourceKey: "M00981", row: 981 }],
      links: [
        {
          a: record,
          b: other,
          kind: "auto",
          milliBits: 21000,
          rules: ["phone-name"],
          run: 4,
          reason: null,
          used: true,
        },
      ],
    },
  },
  "customer.history": {
    input: { customer: record, limit: 50 },
    output: {
      items: [
        {
          at,
          what: "changed",
          cause: "import",
          batch: 12,
          source: crm.name,
          by: "0193b3a0-0000-7000-8000-000000000001",
          fields: [
            { field: "phones", before: ["+8613800138000"], after: ["+8613900139000"] },
            { field: "city", before: [], after: ["杭州市"] },
          ],
          came: [{ record: other, source: crm.name, sourceKey: "M0021" }],
          went: [],
        },
      ],
      next: null,
    },
  },
  "customer.holdings": {
    input: { customer: record },
    output: [
      { stage: "keep", what: "holding.keep.records", count: 2, items: [{ source: crm.name }] },
    ],
  },

  "customer.edit": {
    input: { customer: record, field: "phones", typed: { deny: "13800138000" } },
    output: { customer: record, edit: 31 },
  },
  "customer.check": {
    input: { customer: record, field: "phones", value: "138 0013 8000" },
    output: [
      {
        field: "phones",
        value: "+8613800138000",
        verdict: "corrected",
        reasons: ["phone/spelling"],
      },
    ],
  },

  "decision.resolveAll": {
    output: { records: 34570, customers: 28112, links: 6458, seconds: 3.2 },
  },
  "decision.rebuild": {
    input: { check: true },
    output: { records: 34570, customers: 28112, differences: 0, where: [], seconds: 4.1 },
  },
  "decision.join": {
    input: { one: "10-241", other: "20-485", reason: "told", preview: false },
    output: {
      decision: 7,
      before: [brief, { ...brief, id: other, number: "20-485", records: [other] }],
      after: [{ ...brief, records: [record, other] }],
      moves: [{ record: other, from: other, to: record, sourceKey: "M00981", events: 3, notes: 1 }],
      values: [
        {
          customer: record,
          field: "city",
          before: ["杭州市"],
          after: ["宁波市"],
          saidBy: ["门店会员"],
        },
      ],
      against: [{ what: "kept-apart", decision: 3, made: at }],
    },
  },
  "decision.separate": {
    input: { customer: "10-241", records: [other], reason: "mistake", preview: true },
    output: {
      decision: null,
      before: [{ ...brief, records: [record, other] }],
      after: [brief, { ...brief, id: other, number: "20-485", records: [other] }],
      moves: [{ record: other, from: record, to: other, sourceKey: "M00981", events: 3, notes: 1 }],
      values: [],
      against: [],
    },
  },
  "decision.takeBack": {
    input: { decision: 7, preview: false },
    output: { decision: 7, before: [], after: [], moves: [], values: [], against: [] },
  },
  "decision.list": {
    input: { customer: "10-241" },
    output: [
      {
        decision: 7,
        kind: "cannot",
        by: other,
        mine: true,
        reason: "mistake",
        made: at,
        takenBack: null,
        records: [record],
        others: [{ ...brief, id: other, number: "20-485", records: [other] }],
      },
    ],
  },

  "foresight.read": { input: { batch: 12 }, output: foresight },
  "foresight.list": {
    input: { batch: 12, kind: "changed", limit: 50 },
    output: {
      items: [
        {
          customers: [brief],
          rows: [{ row: 17, name: "张伟" }],
          of: 1,
          rules: [],
          values: [{ field: "phones", from: ["+8613800138000"], to: ["+8613800138001"] }],
        },
      ],
      next: null,
    },
  },
  "note.list": { input: { customer: "10-241" }, output: [note] },
  "note.write": { input: { customer: "10-241", text: note.text, pinned: true }, output: note },
  "note.change": { input: { note: note.id, deleted: true }, output: { ...note, deleted: true } },

  "task.list": {
    input: { limit: 50 },
    output: [
      {
        id: "5f6d1f2a-5a53-4f0e-9a5e-1a8f4d3b2c1d",
        kind: "contradiction",
        customer: brief,
        field: "city",
        evidence: other,
        batch: 12,
        made: at,
      },
    ],
  },
  "task.close": {
    input: { task: "5f6d1f2a-5a53-4f0e-9a5e-1a8f4d3b2c1d", outcome: "take" },
    output: { customer: record, edit: 32 },
  },

  "question.keep": { input: { question: question.question }, output: question },
  "question.read": { input: { question: question.id }, output: question },

  "source.list": { output: [source] },
  "source.forgetMapping": { input: { source: crm.id }, output: { ...source, remembers: [] } },
  "source.kinds": {
    output: [{ kind: "exhibition", direct: true, initiative: "us", trust: 0.5 }],
  },
  "source.update": { input: { source: crm.id, trust: 0.8 }, output: source },

  "bulk.tag": { input: { kept: question.id, tag: "VIP" }, output: bulkEdit },
  "bulk.list": { output: [bulkEdit] },
  "bulk.undo": { input: { bulk: 3 }, output: { ...bulkEdit, state: "undoing" } },

  "view.columns": {
    output: [
      {
        id: "phones",
        kind: "phone",
        of: ["person", "organisation"],
        many: true,
        sensitive: false,
        sort: null,
        usual: true,
      },
    ],
  },
  "view.list": { output: [view] },
  "view.make": {
    input: { name: view.name, question: view.question, columns: view.columns },
    output: view,
  },
  "view.change": { input: { view: view.id, name: view.name, pinned: true }, output: view },
  "view.remove": { input: { view: view.id }, output: view },
  "view.restore": { input: { view: view.id }, output: view },

  "undoing.read": {
    input: { batch: 12 },
    output: {
      alone: 931,
      back: [{ batch: 3, source: crm.name, received: at, records: 4 }],
      later: [{ batch: 13, source: crm.name, received: at, records: 2 }],
      typed: 1,
      decisions: 2,
      facts: 0,
      customers: { gone: 930, changed: 31 },
    },
  },
  "undoing.list": {
    input: { batch: 12, limit: 50 },
    output: {
      items: [
        {
          id: record,
          number: "10-241",
          name: "张伟",
          gone: false,
          values: [
            {
              field: "phones",
              from: ["+8613800138001"],
              to: ["+8613800138000"],
              by: { source: crm.name, at, batch: 3 },
            },
          ],
        },
      ],
      next: null,
    },
  },

  "system.fields": {
    output: [
      {
        id: "name",
        kind: "person-name",
        of: ["person"],
        many: false,
        sensitive: false,
        choices: [],
        filterable: true,
      },
    ],
  },
  "system.status": {
    output: {
      version: "0.1.0",
      customers: 28112,
      people: 28112,
      organisations: 0,
      records: 34570,
      joined: 5421,
      events: 69659,
      sources: 4,
      recent: [{ id: 12, fileName: batch.fileName, state: "done", finished: at }],
      today: { newCustomers: 961, changedCustomers: 12, events: 0 },
      matching: "exact-keys",
    },
  },
  "system.doctor": {
    output: [
      { check: "database", state: "ok", text: "doctor.database.ok", facts: { version: "18.4" } },
    ],
  },
  "system.link": {
    output: { path: "/enter/cnaQJByFJCOksKHNn6H3A2hd-6ImUvEk", expires: at },
  },
  "system.backup": {
    input: { to: "/var/backups/zhike.backup" },
    output: { file: "/var/backups/zhike.backup", bytes: 310378496, seconds: 1.6 },
  },
  "system.mirror": {
    output: {
      condition: "ready",
      position: 4711,
      journal: 4711,
      behindSeconds: 0,
      bytes: 31457280,
      closedMonths: 18,
    },
  },
  "system.rebuildMirror": { output: { seconds: 4.2 } },
  "system.checkMirror": {
    output: [{ table: "customer_view", store: 28112, mirror: 28112, isSame: true }],
  },
  "system.audit": {
    input: { limit: 50 },
    output: {
      items: [{ id: 7, at, principal: other, action: "batch/undo", object: "batch 12", facts: {} }],
      next: null,
    },
  },
  "system.journal": {
    input: { after: 0, limit: 50 },
    output: [{ position: 1, at, kind: "customer/changed", ids: [record] }],
  },
}
