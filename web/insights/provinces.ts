/** A province on the grid: a square each, about where it lies. Rows and columns from 1. */
export interface Tile {
  /** As the field holds it. */
  readonly province: string
  /** Its one-character name. */
  readonly sign: string
  readonly row: number
  readonly column: number
}

const drawn = [
  "黑龙江 黑 1 9,内蒙古 蒙 2 7,吉林 吉 2 9,新疆 新 3 2,甘肃 甘 3 4,宁夏 宁 3 5,山西 晋 3 6,河北 冀 3 7",
  "北京 京 3 8,辽宁 辽 3 9,西藏 藏 4 2,青海 青 4 3,陕西 陕 4 5,河南 豫 4 6,山东 鲁 4 7,天津 津 4 8",
  "四川 川 5 4,重庆 渝 5 5,湖北 鄂 5 6,安徽 皖 5 7,江苏 苏 5 8,上海 沪 5 9,云南 云 6 4,贵州 贵 6 5",
  "湖南 湘 6 6,江西 赣 6 7,浙江 浙 6 8,广西 桂 7 5,广东 粤 7 6,福建 闽 7 8,台湾 台 7 9,海南 琼 8 5",
  "澳门 澳 8 6,香港 港 8 7",
]

/** No outline of the country is free to use; a square each shows the small ones as well as the large. */
export const tiles: readonly Tile[] = drawn
  .flatMap((line) => line.split(","))
  .map((tile) => {
    const [province = "", sign = "", row, column] = tile.split(" ")
    return { province, sign, row: Number(row), column: Number(column) }
  })
