import { cityOf, provinceOf, type City } from "./division.ts"

/** The regions written at the head of an address, and the rest of it. Only what is written there. */
export interface AddressHead {
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly rest: string
}

const provinceHead =
  /^(?:中国)?((?:北京|上海|天津|重庆)市?|(?:内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?(?:自治区)?|[\u4e00-\u9fff]{2,3}省|(?:香港|澳门)(?:特别行政区)?)/u
const cityHead = /^([\u4e00-\u9fff]{2,11}?(?:市|自治州|地区|盟))/u

/** Reads 福建省福州市鼓楼区五四路82号 from the left; `undefined` where no known region stands there. */
export function readAddressHead(address: string): AddressHead | undefined {
  const first = provinceHead.exec(address)
  const province = first === null ? undefined : provinceOf(first[1] ?? "")
  const afterProvince = province === undefined ? address : address.slice(first?.[0].length ?? 0)
  const city = cityAt(afterProvince, province)
  const afterCity = city.rest
  if (province === undefined && city.city === undefined) return undefined
  const district = city.city?.districts.find((name) => afterCity.startsWith(name))
  return {
    ...(province !== undefined && { province }),
    ...(city.city !== undefined && { city: city.city.name }),
    ...(district !== undefined && { district }),
    rest: district === undefined ? afterCity : afterCity.slice(district.length),
  }
}

interface CityAt {
  readonly city: City | undefined
  readonly rest: string
}

function cityAt(text: string, province: string | undefined): CityAt {
  const written = cityHead.exec(text)?.[1] ?? ""
  const named = written === "" ? undefined : cityOf(written)
  if (
    named !== undefined &&
    named.name === written &&
    (province === undefined || named.province === province)
  ) {
    return { city: named, rest: text.slice(written.length) }
  }
  // 北京市 is province and city in one, often written once.
  const own = province === undefined ? undefined : cityOf(`${province}市`)
  const isMunicipality = own !== undefined && /^(?:北京|上海|天津|重庆)$/u.test(own.province)
  return { city: isMunicipality ? own : undefined, rest: text }
}
