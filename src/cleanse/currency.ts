// Longer signs before shorter ones: US$ before $.
const signs: readonly (readonly [sign: string, currency: string])[] = [
  ["人民币", "CNY"],
  ["rmb", "CNY"],
  ["cny", "CNY"],
  ["cnh", "CNY"],
  ["us$", "USD"],
  ["usd", "USD"],
  ["美元", "USD"],
  ["美金", "USD"],
  ["hk$", "HKD"],
  ["hkd", "HKD"],
  ["港币", "HKD"],
  ["港元", "HKD"],
  ["nt$", "TWD"],
  ["twd", "TWD"],
  ["新台币", "TWD"],
  ["台币", "TWD"],
  ["mop$", "MOP"],
  ["mop", "MOP"],
  ["澳门元", "MOP"],
  ["a$", "AUD"],
  ["aud", "AUD"],
  ["澳元", "AUD"],
  ["s$", "SGD"],
  ["sgd", "SGD"],
  ["新加坡元", "SGD"],
  ["c$", "CAD"],
  ["cad", "CAD"],
  ["加元", "CAD"],
  ["€", "EUR"],
  ["eur", "EUR"],
  ["欧元", "EUR"],
  ["£", "GBP"],
  ["gbp", "GBP"],
  ["英镑", "GBP"],
  ["jpy", "JPY"],
  ["日元", "JPY"],
  ["日圆", "JPY"],
  ["円", "JPY"],
  ["krw", "KRW"],
  ["₩", "KRW"],
  ["韩元", "KRW"],
  ["chf", "CHF"],
  ["瑞士法郎", "CHF"],
  ["元", "CNY"],
  ["圆", "CNY"],
  ["块钱", "CNY"],
  ["块", "CNY"],
]
const dollars = new Set(["USD", "HKD", "AUD", "SGD", "CAD", "TWD", "MOP", "NZD"])

/** The currency an amount names, the usual one if it names none, and what is left of the writing. */
export function currencyIn(
  spelled: string,
  usual: string,
): { readonly currency: string | undefined; readonly rest: string } {
  if (/^[-+]?[\d.,]+$/.test(spelled)) return { currency: usual, rest: spelled }
  let rest = spelled.toLowerCase()
  const found = new Set<string>()
  for (const [sign, currency] of signs) {
    if (!rest.includes(sign)) continue
    // 元 behind 人民币 or 美元 says nothing new.
    if (found.size === 0 || !/[元圆块]/u.test(sign)) found.add(currency)
    rest = rest.replaceAll(sign, "")
  }
  if (rest.includes("$") && found.size === 0) found.add(dollars.has(usual) ? usual : "USD")
  if (rest.includes("¥") && found.size === 0) found.add(usual === "JPY" ? "JPY" : "CNY")
  const [first] = found
  return {
    currency: found.size > 1 ? undefined : (first ?? usual),
    rest: rest.replace(/[$¥]/gu, "").trim(),
  }
}
