import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { answerOf } from "../journeys/program.ts"
import { z } from "zod"

// A small shop of our own making: people with Chinese names, what they bought, a list of the same people.

const surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "林"]
const givenNames = ["晓雯", "国栋", "丽华", "志强", "静", "建华", "雅婷", "炜明", "文彬"]
const cities = ["福州市", "厦门市", "泉州市"]

/** How many customers the shop has: more than two pages of the list. */
export const shopSize = 260

function personLine(i: number): string {
  const name = `${surnames[i % 10] ?? ""}${givenNames[i % 9] ?? ""}`
  const born = `19${50 + (i % 45)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`
  const phone = `139${String(10_000_000 + i * 7_919).slice(0, 8)}`
  return `P${1000 + i},${name},${i % 2 === 0 ? "女" : "男"},${born},${phone},p${i}@example.com,${cities[i % 3] ?? ""}`
}

function two(n: number): string {
  return String(n).padStart(2, "0")
}

const peopleFile = [
  "编号,姓名,性别,出生日期,电话,邮箱,城市",
  ...Array.from({ length: shopSize }, (_, i) => personLine(i)),
  "",
].join("\n")

/** Nine in ten bought something, some often: enough for five fifths. */
const ordersFile = [
  "customer_id,date,quantity,amount",
  ...Array.from({ length: shopSize }, (_, i) => i)
    .filter((i) => i % 10 !== 9)
    .flatMap((i) =>
      Array.from(
        { length: 1 + ((i * 7) % 6) },
        (_, n) =>
          `P${1000 + i},2026-${two(1 + ((i + n * 3) % 10))}-${two(1 + (i % 28))},${1 + n},${(20 + ((i * 37) % 400)).toFixed(2)}`,
      ),
    ),
  "",
].join("\n")

const Imported = z.looseObject({ accepted: z.int() })

/** The people alone, imported through the command line. */
export async function importPeople(data: string): Promise<void> {
  const people = join(data, "../people.csv")
  writeFileSync(people, peopleFile)
  await answerOf(Imported, ["import", people, "--source", "门店", "--key", "编号"], { data })
}

/** People, what they bought, and RFM computed: every page has something to show. */
export async function fillShop(data: string): Promise<void> {
  await importPeople(data)
  const orders = join(data, "../orders.csv")
  writeFileSync(orders, ordersFile)
  const args = ["--source", "门店", "--as", "orders", "--key", "customer_id"]
  await answerOf(Imported, ["import", orders, ...args], { data })
  await answerOf(z.looseObject({ n: z.int() }), ["analyse", "rfm"], { data })
}
