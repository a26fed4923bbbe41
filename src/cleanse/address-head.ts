import { cityOf, provinceOf, type City } from "./division.ts"

/** The regions written at the head of an address, and the rest of it. Only what is written there. */
export interface AddressHead {
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly rest: string
}

const provinceHead =
  /^(?:中国)?(黑龙江|内蒙古|[\u4e00-\u9fff]{2})((?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)?/u
const cityHead = /^[\u4e00-\u9fff]{2,11}?(?:市|自治州|地区|盟)/u
const municipality = /^(?:北京|上海|天津|重庆)$/u

/**
 * Reads 福建省福州市鼓楼区五四路82号 from the left; `undefined` where no known region stands there.
 * @param within the city (or 北京, 上海 …) that the address is known to be in, by its official name
 */
export function readAddressHead(address: string, within?: string): AddressHead | undefined {
  const [head = "", name = "", form] = provinceHead.exec(address) ?? []
  const province = provinceOf(name)
  // 吉林市 is a city in 吉林, and 海南 begins the name of a prefecture in 青海.
  const fits = province !== undefined && (form !== "市" || municipality.test(province))
  const behind = fits ? readBehind(address.slice(head.length), { province, form }) : undefined
  return behind ?? readBehind(address, {}) ?? readDistrict(address, within)
}

function readDistrict(address: string, within = ""): AddressHead | undefined {
  const city = cityOf(municipality.test(within) ? `${within}市` : within)
  const district = city?.districts.find((one) => address.startsWith(one))
  return district === undefined ? undefined : { district, rest: address.slice(district.length) }
}

interface Province {
  readonly province?: string | undefined
  readonly form?: string | undefined
}

function readBehind(text: string, { province, form }: Province): AddressHead | undefined {
  const { city, written, rest } = cityAt(text, province)
  const district = city?.districts.find((one) => rest.startsWith(one))
  // 北京路 and 上海街 are streets in other towns.
  if (form === undefined && !written && district === undefined) return undefined
  return {
    ...(province !== undefined && { province }),
    ...(city !== undefined && { city: city.name }),
    ...(district !== undefined && { district }),
    rest: district === undefined ? rest : rest.slice(district.length),
  }
}

interface CityAt {
  readonly city: City | undefined
  readonly written: boolean
  readonly rest: string
}

function cityAt(text: string, province: string | undefined): CityAt {
  const [name = ""] = cityHead.exec(text) ?? []
  const city = cityOf(name)
  if (city?.name === name && (province === undefined || city.province === province)) {
    return { city, written: true, rest: text.slice(name.length) }
  }
  // 北京市 is province and city in one, and mostly written once.
  const own = municipality.test(province ?? "") ? cityOf(`${province}市`) : undefined
  return { city: own, written: false, rest: text }
}
