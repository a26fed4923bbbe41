export const flow = {
  "failure.flow/no-plan": "批次 {batch} 还没有定下列的对应关系。先看一遍列对应，再导入。",
  "failure.flow/unknown-column": "批次 {batch} 的文件里没有“{column}”这一列。看看列名是否写错。",
  "failure.flow/unknown-field": "没有“{field}”这个字段。换一个字段，或让这一列只留在原始记录里。",
  "failure.flow/batch-state": "批次 {batch} 现在是 {state} 状态，不能这样做。",
  "failure.flow/broken":
    "批次 {batch} 处理到一半出了意外。已写入的数据完好，可以接着做；再出错就看日志。",
  "failure.flow/empty-row": "这一行没有一格写了能认的内容，也没有编号。补上内容再传。",
  "failure.flow/unreadable-row": "这一行读不出来。看看编码和引号。",
  "failure.flow/key-too-long": "编号超过 {limit} 个字符。看看编号列是否选错。",
} as const
