import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { randomOf } from "./random.ts"

// People with errors, for timing: about 40 % of the records are another delivery of somebody who is
// there already, misspelt in one field or another. The shape of what rivals are timed on.

const families =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
const given =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰红梅晓东春燕海波丹鹏飞云龙雪琴俊浩宇婷欣怡子轩佳慧嘉琪思雨晨阳梦瑶博涵睿若溪"
const cities =
  "北京 上海 广州 深圳 成都 杭州 重庆 武汉 西安 苏州 天津 南京 长沙 郑州 东莞 青岛 沈阳 宁波 昆明 合肥 福州 厦门 泉州 温州 佛山 石家庄 哈尔滨 济南 长春 大连 贵阳 南宁 南昌 常州 金华".split(
    " ",
  )
const prefixes =
  "130 131 132 133 135 136 137 138 139 150 151 152 153 155 156 157 158 159 173 175 176 177 178 180 181 182 183 185 186 187 188 189 198 199".split(
    " ",
  )
const domains = ["mail.example", "post.example", "web.example", "corp.example", "home.example"]

interface Person {
  readonly name: string
  readonly born: string
  readonly city: string
  readonly phone: string
  readonly email: string
}

type Random = () => number

/** Writes `count` people as CSV (id, name, birth_date, city, phone, email); seeded. */
export async function writePeople(file: string, count: number, seed: number): Promise<void> {
  const random = randomOf(seed)
  const out = createWriteStream(file)
  out.write("id,name,birth_date,city,phone,email\n")
  let row = 0
  while (row < count) {
    const person = makePerson(random)
    const copies = random() < 0.6 ? 1 : 2 + Math.floor(-Math.log(1 - random()) / 1.6)
    let text = ""
    for (let copy = 0; copy < Math.min(copies, 8) && row < count; copy += 1, row += 1) {
      text += `${line(row, blanks(random, copy === 0 ? person : spoil(random, person)))}\n`
    }
    if (!out.write(text)) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
}

function line(row: number, { name, born, city, phone, email }: Person): string {
  return `${row},${name},${born},${city},${phone},${email}`
}

function makePerson(random: Random): Person {
  const first = draw(random, given) + (random() < 0.75 ? draw(random, given) : "")
  const number = Math.floor(random() * 1e7).toString(36)
  return {
    name: draw(random, families) + first,
    born: `${between(random, 1930, 2010)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`,
    city: cities[Math.floor(random() ** 2 * cities.length)] ?? "",
    phone: drawPhone(random),
    email: `u${number}@${domains[Math.floor(random() * domains.length)]}`,
  }
}

function spoil(random: Random, person: Person): Person {
  return {
    name: random() < 0.25 ? person.name.slice(0, -1) + draw(random, given) : person.name,
    born:
      random() < 0.12 ? `${person.born.slice(0, 8)}${two(between(random, 1, 28))}` : person.born,
    city: random() < 0.18 ? (cities[Math.floor(random() * cities.length)] ?? "") : person.city,
    phone: random() < 0.33 ? drawPhone(random) : person.phone,
    email:
      random() < 0.3 ? `v${Math.floor(random() * 1e7).toString(36)}@mail.example` : person.email,
  }
}

function blanks(random: Random, person: Person): Person {
  return {
    name: random() < 0.02 ? "" : person.name,
    born: random() < 0.12 ? "" : person.born,
    city: random() < 0.15 ? "" : person.city,
    phone: random() < 0.25 ? "" : person.phone,
    email: random() < 0.35 ? "" : person.email,
  }
}

function drawPhone(random: Random): string {
  const rest = String(Math.floor(random() * 1e8)).padStart(8, "0")
  return (prefixes[Math.floor(random() * prefixes.length)] ?? "138") + rest
}

/** Some characters are far more common than others, as in life. */
function draw(random: Random, from: string): string {
  return from.charAt(Math.floor(random() ** 1.7 * from.length))
}

function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

function two(number: number): string {
  return String(number).padStart(2, "0")
}
