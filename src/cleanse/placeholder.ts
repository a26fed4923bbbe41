// What people and programs write to say nothing. Believed, these would be the best-known customers.
const words = new Set([
  ..."无 暂无 没有 未知 不详 不明 未填 未填写 未提供 未登记 未设置 空 空白 测试 测试数据 测试用户 测试客户 匿名 保密 待定 待补 待补充 待完善 略 同上 游客 访客 不知道 不清楚 不便透露".split(
    " ",
  ),
  ..."n/a na n.a. n.a none null nil nan undefined unknown test testing tester tbd tba anonymous (null) (none) (blank) #n/a #null! #ref! #value! #name? #div/0! - -- --- / . .. ... * ** *** ? ?? ??? x xx xxx xxxx asdf qwerty guest nobody".split(
    " ",
  ),
])

// Words that are also somebody's family or given name.
const alsoNames = new Set(["na", "null", "test", "nan", "tba", "guest", "tester", "x", "空", "略"])

/** Does the spelled text only say that nothing is known? */
export function isPlaceholder(spelled: string): boolean {
  return words.has(spelled.toLowerCase())
}

/** The same of a part of a name, where Na and Null are somebody's. */
export function isNamePartPlaceholder(spelled: string): boolean {
  const word = spelled.toLowerCase()
  return words.has(word) && !alsoNames.has(word)
}
