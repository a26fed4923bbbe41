import divisions from "./data/pca-code.json" with { type: "json" }

/** A province, its prefectures and their counties, by official name. */
interface Division {
  readonly name: string
  readonly children?: readonly Division[]
}

const country: readonly Division[] = [
  ...divisions,
  { name: "台湾省" },
  { name: "香港特别行政区" },
  { name: "澳门特别行政区" },
]
const municipalities = new Set(["北京", "上海", "天津", "重庆"])

/** 福建省 → 福建, 内蒙古自治区 → 内蒙古. */
function shortProvince(official: string): string {
  return official.replace(/(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$/u, "")
}

// Rows that only count what stands under a municipality or straight under a province.
const isPlace = ({ name }: Division) => !/^(?:市辖区|县|.*直辖县级行政区划)$/u.test(name)

const english =
  "Beijing Tianjin Hebei Shanxi Inner_Mongolia Liaoning Jilin Heilongjiang Shanghai Jiangsu Zhejiang Anhui Fujian Jiangxi Shandong Henan Hubei Hunan Guangdong Guangxi Hainan Chongqing Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai Ningxia Xinjiang Taiwan Hong_Kong Macau"
const otherNames: readonly (readonly [other: string, short: string])[] = [
  ["macao", "澳门"],
  ["neimenggu", "内蒙古"],
  ["xizang", "西藏"],
  ["hongkong", "香港"],
  ["香港特区", "香港"],
  ["澳门特区", "澳门"],
  ["内蒙", "内蒙古"],
  ["新疆自治区", "新疆"],
  ["广西自治区", "广西"],
  ["宁夏自治区", "宁夏"],
  ["台灣", "台湾"],
]

const provinceByName = new Map<string, string>(otherNames)
for (const [at, { name }] of country.entries()) {
  const short = shortProvince(name)
  for (const known of [name, short, `${short}省`, `${short}市`]) provinceByName.set(known, short)
  const word = english.split(" ")[at]?.replace("_", " ").toLowerCase()
  if (word !== undefined) provinceByName.set(word, short)
}

/** The short official name of a province, by any of its usual names. */
export function provinceOf(name: string): string | undefined {
  return provinceByName.get(name.toLowerCase())
}

/** A prefecture with the names of its counties. */
export interface City {
  readonly province: string
  readonly name: string
  readonly districts: readonly string[]
}

const cities: readonly City[] = country.flatMap((province) => citiesOf(province))

function citiesOf(province: Division): readonly City[] {
  const short = shortProvince(province.name)
  const children = province.children ?? []
  if (municipalities.has(short)) {
    const districts = children.flatMap((child) => namesOf(child))
    return [{ province: short, name: `${short}市`, districts }]
  }
  // Counties straight under a province are addressed like cities.
  const direct = children.filter((child) => !isPlace(child)).flatMap((child) => namesOf(child))
  return [
    ...children
      .filter((child) => isPlace(child))
      .map((child) => ({ province: short, name: child.name, districts: namesOf(child) })),
    ...direct.map((name) => ({ province: short, name, districts: [] })),
  ]
}

function namesOf(division: Division): readonly string[] {
  return (division.children ?? []).map((child) => child.name)
}

// The peoples after whom autonomous prefectures and counties are named.
const peoples =
  "朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|柯尔克孜|哈萨克|满|瑶|黎|畲|拉祜|佤|纳西|锡伯|土|撒拉|保安|东乡|裕固|仫佬|毛南|仡佬|水|达斡尔|鄂温克|鄂伦春|独龙|怒|普米|布朗|塔吉克"
const ending = new RegExp(
  `(?:市|地区|盟|林区|县|区|旗|(?:(?:${peoples})族?)*(?:各族)?自治(?:州|县|旗))$`,
  "u",
)

/** 福州市 → 福州, 恩施土家族苗族自治州 → 恩施. */
function shortOf(name: string): string {
  return name.replace(ending, "")
}

const cityByName = uniquely(
  cities.flatMap((city) => [[city.name, city] as const, [shortOf(city.name), city] as const]),
)
const districtByName = uniquely(
  cities.flatMap(({ districts }) =>
    districts.flatMap((name) => [[name, name] as const, [shortOf(name), name] as const]),
  ),
)

/** Names that lead to one thing only, whichever way it was come by. */
function uniquely<Thing>(pairs: readonly (readonly [string, Thing])[]): ReadonlyMap<string, Thing> {
  const found = new Map<string, Thing | undefined>()
  for (const [name, thing] of pairs) {
    if (name.length < 2) continue
    found.set(name, found.has(name) && found.get(name) !== thing ? undefined : thing)
  }
  return new Map(
    [...found].flatMap(([name, thing]) => (thing === undefined ? [] : [[name, thing] as const])),
  )
}

/** The prefecture of that name, in full or short, where there is only one. */
export function cityOf(name: string): City | undefined {
  return cityByName.get(name)
}

/** The official name of a district or county, where its short name fits only one name. */
export function districtOf(name: string): string | undefined {
  return districtByName.get(name)
}
