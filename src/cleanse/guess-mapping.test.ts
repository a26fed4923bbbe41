import { describe, expect, test } from "vitest"
import { guessMapping, type GuessOptions } from "./guess-mapping.ts"

const guess = (csv: string, options?: GuessOptions) => {
  const [headers = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/, ?/))
  return guessMapping(headers, rows, options)
}
const targets = (csv: string, options?: GuessOptions) =>
  guess(csv, options).columns.map(({ field, role }) => field ?? role ?? "")

test("public person records with parts of names and addresses", () => {
  const csv = `rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id
    rec-1, , waller, 6, tullaroop street, willaroo, st james, 4011, wa, 19081209, 6988048
    rec-2, lachlan, berry, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 7364009
    rec-3, deakin, sondergeld, 48, goldfinch circuit, kooltuo, canterbury, 2776, vic, 19600210, 2635962`
  expect(targets(csv)).toEqual([
    "",
    "given_name",
    "family_name",
    "address",
    "address",
    "address",
    "city",
    "postcode",
    "province",
    "birth_date",
    "",
  ])
  expect(guess(csv)).toMatchObject({ as: "people", key: 0, warnings: [] })
})

test("historical people", () => {
  const csv = `id,full_name,first_name,surname,dob,birth_place,postcode,gender,occupation
    1,ann,ann,,1661-01-01,eden,ca10 2rw,female,
    2,henry stephens,henry,stephens,1796-03-01,,m20 6by,male,writer
    3,john lee,john,lee,1801-02-03,leeds,ls1 2ab,male,painter`
  expect(targets(csv)).toEqual(
    ",name,given_name,family_name,birth_date,birth_place,postcode,sex,occupation".split(","),
  )
  expect(guess(csv).key).toBe(0)
})

test("a Chinese list of customers", () => {
  const csv = `客户编号,*姓名,性别,手机号码,手机2,电子邮箱,身份证号（18位）,出生日期,所在省份,城市,区/县,详细地址,工作单位,客户来源,备注
    1,张三,男,13800138000,,a@example.com,11010519491231002X,1949-12-31,福建,福州,鼓楼区,五四路82号,小桔科技,门店,好
    2,李四,女,13800138001,,b@example.com,,1980/5/17,福建,厦门,思明区,湖滨路1号,小桔科技,门店,
    3,王五,男,13800138002,,c@example.com,,1981/5/17,福建,厦门,思明区,湖滨路2号,,网站,
    4,赵六,男,13800138003,,d@example.com,,1982/5/17,福建,厦门,思明区,湖滨路3号,,网站,`
  expect(targets(csv)).toEqual([
    "",
    "name",
    "sex",
    "phones",
    "phones",
    "emails",
    "identity_number",
    "birth_date",
    "province",
    "city",
    "district",
    "address",
    "employer",
    "",
    "",
  ])
  expect(guess(csv)).toMatchObject({ as: "people", key: 0, source: 13 })
})

test("organisations", () => {
  const csv = `企业名称,统一社会信用代码,法定代表人,注册资本,成立日期,所属行业,联系电话,官网,注册地址
    福州小桔科技有限公司,91350100M000100Y43,张三,100万元,2015-05-01,软件,0591-87654321,www.example.com,福州市五四路82号`
  expect(targets(csv).slice(0, 8)).toEqual(
    "organisation_name,credit_code,legal_person,registered_capital,founded,industry,phones,website".split(
      ",",
    ),
  )
  expect(guess(csv).as).toBe("organisations")
})

describe("orders", () => {
  test.each([
    ["customer_id,date,quantity,amount", "order.customer,order.date,order.quantity,order.amount"],
    [
      "customer_id,date,number_of_cds,dollar_value",
      "order.customer,order.date,order.quantity,order.amount",
    ],
    [
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      "order.id,order.product,,order.quantity,order.date,order.price,order.customer,",
    ],
    [
      "订单编号,买家会员名,订单创建时间,买家实际支付金额,宝贝标题,宝贝总数量,订单状态",
      "order.id,order.customer,order.date,order.amount,order.product,order.quantity,order.status",
    ],
    [
      "会员卡号,消费日期,门店,消费金额,币种",
      "order.customer,order.date,order.channel,order.amount,order.currency",
    ],
  ])("%s", (headers, expected) => {
    expect(guess(headers).as).toBe("orders")
    expect(targets(headers).join(",")).toBe(expected)
  })

  test("key is the customer's", () => {
    expect(guess("order_id,customer_id,date,amount\n1,7,2020-01-01,5").key).toBe(1)
  })
})

test("without telling headers the values speak", () => {
  const csv = `a,b,c,d,e
    张三,13800138000,男,a@example.com,福建
    李四,13900138001,女,b@example.com,广东
    王小五,13700138002,男,c@example.com,浙江`
  expect(targets(csv)).toEqual(["name", "phones", "sex", "emails", "province"])
  expect(
    guess(csv).columns.every(({ why, confidence }) => why === "values" && confidence <= 0.8),
  ).toBe(true)
})

test("a header over other values is not believed", () => {
  const csv = `姓名,电话
    张三,a@example.com
    李四,b@example.com
    王五,c@example.com`
  expect(guess(csv).columns[1]).toMatchObject({ field: "emails", why: "values" })
  const spoiled = "姓名,手机\n张三,1.38E+10\n李四,1.38E+10\n王五,1.39E+10"
  expect(guess(spoiled).columns[1]).toMatchObject({ field: "phones", confidence: 0.2 })
  expect(guess(spoiled).warnings).toContainEqual({
    code: "values-do-not-fit",
    facts: { column: "手机", field: "phones" },
  })
})

test("the order of day and month is found, or asked for", () => {
  expect(guess("name,dob\na,03/04/1980\nb,25/04/1980").dateOrder).toBe("day-first")
  expect(guess("name,dob\na,03/04/1980\nb,04/25/1980").dateOrder).toBe("month-first")
  expect(guess("id,name,dob\n1,a,03/04/1980").warnings).toEqual([
    { code: "date-order-unknown", facts: { column: "dob" } },
  ])
})

test("a key tells every row apart", () => {
  expect(guess("id,姓名\n1,张三\n1,李四").key).toBeUndefined()
  expect(guess("id,姓名\n1,张三\n,李四").key).toBeUndefined()
  expect(guess("id,姓名\n1,张三\n2,李四").key).toBe(0)
})

test("hostile headers are only text", () => {
  const columns = targets(
    "__proto__,constructor,'; drop table record; --,<script>,,姓名,姓名\n1,2,3,4,5,张三,李四",
  )
  expect(columns).toEqual(["", "", "", "", "", "name", ""])
})
