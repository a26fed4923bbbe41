import type { FieldId } from "#kernel"

/** What a column of orders is for. */
export const orderRoles = [
  "order.customer",
  "order.id",
  "order.line",
  "order.date",
  "order.quantity",
  "order.amount",
  "order.price",
  "order.currency",
  "order.product",
  "order.channel",
  "order.status",
] as const
export type OrderRole = (typeof orderRoles)[number]

// Headers as they are written in exports of shops, CRMs, spreadsheets and public data; small letters,
// no spaces, no marks. The first entry that has a header wins.

const people: Readonly<Record<FieldId, string>> = {
  name: "姓名 名字 名称 全名 中文名 客户姓名 客户名 客户名称 联系人 联系人姓名 收货人 收货人姓名 收件人 收件人姓名 会员姓名 真实姓名 昵称 称呼 name fullname customername contactname contact clientname realname displayname personname",
  family_name: "姓 姓氏 surname familyname lastname lname family last sn",
  given_name: "名 givenname firstname fname forename given first",
  also_known: "曾用名 别名 英文名 其他姓名 alias aka nickname maidenname formername englishname",
  sex: "性别 sex gender",
  birth_date:
    "出生日期 出生年月 出生年月日 生日 出生 出生时间 dob dateofbirth birthdate birthday birth born bday",
  birth_place: "出生地 籍贯 户籍地 出生地点 birthplace placeofbirth pob hometown",
  identity_number:
    "身份证 身份证号 身份证号码 证件号 证件号码 公民身份号码 居民身份证 居民身份证号 idcard idcardno idcardnumber identitynumber idnumber idno nationalid identitycard citizenid sfz sfzh",
  phones:
    "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 固定电话 固话 座机 家庭电话 办公电话 收货人电话 收货人手机 收件人电话 联系手机 mobile mobilephone mobileno mobilenumber cell cellphone tel telephone telno phone phoneno phonenumber phones contactnumber contactno contactphone homephone workphone",
  emails: "邮箱 电子邮箱 邮箱地址 电子邮件 邮件 电邮 email emails mail emailaddress emailid",
  wechat: "微信 微信号 wechat wechatid weixin wx",
  province: "省 省份 所在省 省市自治区 省自治区 所在省份 province state region stateprovince",
  city: "市 城市 所在城市 地市 所在市 city town suburb locality",
  district: "区 县 区县 所在区县 县区 行政区 所在区 district county area borough",
  address:
    "地址 住址 详细地址 家庭住址 家庭地址 联系地址 通讯地址 通信地址 居住地址 收货地址 收件地址 现住址 街道 街道地址 门牌号 address streetaddress addressline address1 address2 address3 addressline1 addressline2 street street1 street2 streetnumber streetno streetname housenumber houseno homeaddress mailingaddress shippingaddress addr",
  postcode: "邮编 邮政编码 postcode postalcode zip zipcode postal",
  employer:
    "单位 工作单位 公司 公司名称 企业 企业名称 所在单位 就职公司 所在公司 employer company companyname organisation organization workplace",
  title: "职务 职位 头衔 岗位 title jobtitle position",
  occupation: "职业 行业职业 从事职业 occupation profession job",
  education: "学历 文化程度 教育程度 最高学历 education educationlevel degree",
  marital_state: "婚姻 婚姻状况 婚否 婚姻状态 maritalstatus maritalstate marital marriage",
  income_band:
    "收入 年收入 月收入 收入区间 收入水平 income incomeband incomelevel incomerange salary",
  language: "语言 语种 language lang locale",
  tags: "标签 客户标签 tags tag labels label",
}

const organisations: Readonly<Record<FieldId, string>> = {
  organisation_name:
    "公司名称 企业名称 单位名称 公司 企业 单位 机构名称 机构 名称 客户名称 商户名称 店铺名称 供应商名称 供应商 组织名称 全称 公司全称 name company companyname organisation organization organisationname organizationname orgname businessname account accountname firm vendor supplier",
  also_known: "简称 公司简称 企业简称 曾用名 英文名称 shortname alias tradingname dba",
  credit_code:
    "统一社会信用代码 社会信用代码 信用代码 信用代码证 税号 纳税人识别号 统一信用代码 营业执照号 creditcode uscc usci unifiedsocialcreditcode taxid taxno",
  legal_person: "法人 法定代表人 法人代表 法人姓名 负责人 legalperson legalrepresentative legalrep",
  founded:
    "成立日期 成立时间 注册日期 founded foundedon established incorporationdate registrationdate",
  registered_capital: "注册资本 注册资金 registeredcapital capital",
  industry: "行业 所属行业 industry sector",
  size: "规模 公司规模 企业规模 人员规模 员工人数 size employees headcount companysize",
  website: "网址 网站 官网 公司网址 主页 website url site web homepage",
}

const orders: Readonly<Record<OrderRole, string>> = {
  "order.customer":
    "客户编号 客户id 客户号 客户代码 会员编号 会员号 会员id 会员卡号 用户id 用户编号 买家id 买家账号 买家会员名 买家 卡号 customerid customerno customernumber customercode customer custid custno clientid memberid memberno userid user buyerid buyer accountid id",
  "order.line":
    "行号 子订单号 子订单编号 明细编号 行项目 lineid lineno linenumber orderline orderlineid itemid rowid",
  "order.id":
    "订单号 订单编号 订单id 单号 交易号 交易编号 流水号 小票号 发票号 orderid orderno ordernumber order invoice invoiceno invoicenumber transactionid transactionno receipt receiptno tradeno",
  "order.date":
    "日期 下单时间 下单日期 订单日期 订单时间 订单创建时间 成交时间 成交日期 交易时间 交易日期 购买时间 购买日期 付款时间 支付时间 消费时间 消费日期 销售日期 创建时间 时间 date time datetime timestamp orderdate ordertime orderedat invoicedate purchasedate transactiondate saledate paidat createdat",
  "order.quantity": "数量 件数 购买数量 商品数量 销量 宝贝总数量 quantity qty units count items",
  "order.amount":
    "金额 总金额 订单金额 实付金额 实付 实收金额 付款金额 支付金额 交易金额 消费金额 销售额 销售金额 总价 合计 总计 买家实际支付金额 amount total totalamount ordertotal orderamount dollarvalue value totalprice revenue sales salesamount monetary paid paidamount spend",
  "order.price": "单价 价格 商品单价 售价 price unitprice itemprice",
  "order.currency": "币种 货币 currency currencycode ccy",
  "order.product":
    "商品 商品名称 产品 产品名称 商品编号 商品编码 货号 宝贝标题 品名 product productname productid productcode sku item itemname description stockcode article",
  "order.channel": "渠道 来源 订单来源 销售渠道 门店 店铺 channel source store shop",
  "order.status": "状态 订单状态 交易状态 status orderstatus state",
}

const keys =
  "编号 客户编号 客户id 客户号 客户代码 会员编号 会员号 会员id 会员卡号 用户id 用户编号 档案号 记录号 序号 id key recid recordid recordno uid uuid guid uniqueid customerid customerno customernumber customercode custid clientid memberid memberno userid accountid personid contactid leadid code no rowid externalid"
const sources =
  "来源 数据来源 客户来源 来源渠道 渠道 来源系统 系统 source sourcename datasource sourcesystem channel origin system dataset"

/** Names of columns by what they are for; one table for each kind of file. */
export const headerNames = {
  people: tableOf(people),
  organisations: tableOf({ ...pick(people), ...organisations }),
  orders: tableOf(orders),
  keys: new Set(keys.split(" ")),
  sources: new Set(sources.split(" ")),
}

// What organisations have in common with people.
function pick(from: typeof people): Readonly<Record<FieldId, string>> {
  const shared = ["phones", "emails", "province", "city", "district", "address", "postcode", "tags"]
  return Object.fromEntries(shared.map((id) => [id, from[id] ?? ""]))
}

function tableOf<Target extends string>(
  names: Readonly<Record<Target, string>>,
): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const [target, words] of Object.entries<string>(names)) {
    for (const word of words.split(" ")) if (!table.has(word)) table.set(word, target)
  }
  return table
}

/** A header in the spelling of the tables: no case, spaces, marks or notes in brackets. */
export function headerKey(header: string): string {
  const spelled = header.normalize("NFKC").toLowerCase()
  const bare = spelled.replace(/[([{【〔].*?[)\]}】〕]/gu, "")
  return (/[\p{L}\p{N}]/u.test(bare) ? bare : spelled).replace(/[^\p{L}\p{N}]/gu, "")
}
