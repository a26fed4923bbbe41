export const flow = {
  "failure.flow/no-plan": "批次 {batch} 还没有定下列的对应关系。先看一遍列对应，再导入。",
  "failure.flow/unknown-column": "批次 {batch} 的文件里没有“{column}”这一列。看看列名是否写错。",
  "failure.flow/unknown-field": "没有“{field}”这个字段。换一个字段，或让这一列只留在原始记录里。",
  "failure.flow/batch-state":
    "批次 {batch} {state, select, received {刚收到} previewing {正在预览} previewed {已预览} importing {正在导入} paused {已暂停} done {已完成} failed {出错停下了} cancelled {已取消} undoing {正在撤销} undone {已撤销} other {忙着}}，现在做不了这一步。刷新看看它的状态。",
  "failure.flow/no-foresight":
    "批次 {batch} 没有预演结果：没算过、改过对应关系，或过了一天。再看一次会怎样。",
  "failure.flow/not-rejected": "批次 {batch} 的第 {row} 行没有被退回。刷新看看哪些行要改。",
  "failure.flow/cell-count":
    "第 {row} 行给了 {cells, number} 格，表头有 {columns, number} 列。一列给一格，空的也要。",
  "failure.flow/broken":
    "批次 {batch} 处理到一半出了意外。已写入的数据完好，可以接着做；再出错就看日志。",
  "failure.flow/empty-row": "这一行没有一格写了能认的内容，也没有编号。补上内容再传。",
  "failure.flow/unreadable-row": "这一行读不出来。看看编码和引号。",
  "failure.flow/key-too-long": "编号超过 {limit} 个字符。看看编号列是否选错。",
  "failure.flow/order-columns":
    "{lacks, select, customer {没有哪一列说明是谁的订单，指定客户编号列} date {没有哪一列是下单日期，指定日期列} other {没有金额列，也没有单价加数量，指定金额列}}。",
  "failure.flow/unknown-zone": "没有“{zone}”这个时区。换成 Asia/Shanghai 这样的写法。",
  "failure.flow/order-customer": "这一行没写是谁的订单。补上客户编号。",
  "failure.flow/order-date": "下单日期读不出是哪一天。写成 2024-05-17 这样的日期。",
  "failure.flow/order-date-range": "下单日期不在 1970 年到后年之间。看看年份有没有写错。",
  "failure.flow/order-quantity": "数量不是数字。只留数字，单位另放一列。",
  "failure.flow/order-amount": "金额读不出来。写成 1234.50 这样的数字。",
  "failure.flow/order-currency": "不认识这个币种。写成 CNY、USD 这样的三位代码。",
  "failure.flow/order-currencies":
    "同一张订单里有几种货币，没法合计。拆成几张订单，或换算成一种货币。",
  "failure.flow/order-customers": "同一个订单号下有几个客户。看看订单号或客户编号哪个写错了。",
  "failure.flow/order-incomplete":
    "同一张订单的第 {row} 行有错，整张订单没有收。改好那一行，再一起传。",
  "decision.reason.told": "客户自己说的",
  "decision.reason.documents": "看过证件或单据",
  "decision.reason.known": "认得本人",
  "decision.reason.mistake": "原来判错了",
  "decision.reason.other": "其他",
  "against.kept-apart": "第 {decision} 号决定说过不是同一位，这次会盖过它",
  "against.documents": "两边的证件号不一样",
  "against.joined-before": "第 {decision} 号决定说过是同一位，这次会盖过它",
  "against.same-document": "分开以后，两边有同一个证件号",
  "failure.flow/one-customer": "这两个本来就是同一个客户。看看编号有没有写错。",
  "failure.flow/too-many-records":
    "合起来有 {records, number} 条记录，一个客户最多 {limit, number} 条。先把不相干的记录分出去。",
  "failure.flow/not-its-record": "有的记录不属于这个客户。刷新看看它现在有哪些记录。",
  "failure.flow/nothing-left": "全部记录都分出去，就没有剩下的了。至少留一条。",
  "failure.flow/unknown-decision": "没有第 {decision} 号决定。看看编号有没有写错。",
  "failure.flow/unreadable-value": "“{field}”这一项读不出来。看看有没有写错。",
  "failure.flow/nothing-there": "“{field}”这一项现在没有这个值。刷新看看它现在是什么。",
  "failure.flow/export-chosen":
    "只有导出客户才能带条件、列和视图，导出 {what} 不行。去掉这些条件，或者改成导出 customers。",
  "failure.flow/export-format": "这一项不能导出成 {format}。换成 csv 或 jsonl。",
  "failure.flow/file-too-large": "文件超过 4 GB，这种格式装不下。少选几列，或者改成 CSV、Parquet。",
} as const
