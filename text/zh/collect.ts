export const collect = {
  "source-kind.file": "文件",
  "source-kind.form": "表单",
  "source-kind.survey": "问卷",
  "source-kind.order": "订单",
  "source-kind.call": "电话",
  "source-kind.visit": "拜访",
  "source-kind.exhibition": "展会",
  "source-kind.complaint": "投诉",
  "source-kind.website": "网站",
  "source-kind.partner": "合作方",
  "source-kind.register": "登记机关",
  "source-kind.bought-list": "买来的名单",
  "source-kind.desk": "人工录入",

  "holding.collect.events": "经历：订单、通话、拜访等",

  "failure.collect/empty-file": "文件是空的，一行也没有。重新导出一份再传。",
  "failure.collect/header-only":
    "文件只有表头，没有数据行。看看导出时有没有选上数据；如果第一行就是数据，导入时说明没有表头。",
  "failure.collect/workbook":
    "这是 {format} 表格，不是 CSV，改扩展名没有用。用表格软件打开，另存为“CSV UTF-8”再传。",
  "failure.collect/archive": "这是 {format} 压缩包。先解压，再传里面的 CSV 或 TSV 文件。",
  "failure.collect/not-a-table":
    "这不是表格文件（{format, select, binary {二进制内容} other {{format}}}）。要传的是 CSV 或 TSV，可以从原来的系统重新导出。",
  "failure.collect/too-many-columns":
    "第一行有 {found, number} 列，最多 {most, number} 列。删掉用不到的列，或者检查分隔符对不对。",
  "failure.collect/unterminated-quote":
    "第 {line} 行有个引号只开不关，后面都被当成同一格了。补上右引号，或者去掉左引号，再传一次。",
  "failure.collect/endless-row":
    "连续 {limit, number} 个字符没有换行，不像表格。检查文件是不是导出完整、换行符有没有丢。",
  "failure.collect/ragged-row":
    "这一行有 {found} 格，表头有 {expected} 格。补齐或删掉多出来的分隔符。",
  "failure.collect/undecodable-row":
    "这一行有字节不是 {encoding} 编码，多半是从别的文件粘过来的。把整份文件统一存成 UTF-8。",
  "failure.collect/row-too-long":
    "这一行超过 {limit, number} 个字符。看看是不是少了换行，或者贴进了不该有的内容。",
  "failure.collect/unknown-batch": "没有第 {batch} 批。用 zhike batches 看有哪些批次。",
  "failure.collect/unknown-source": "没有编号为 {source} 的来源。",
  "failure.collect/unknown-source-kind": "没有“{kind}”这种来源，换一种。",
  "failure.collect/source-name-taken": "已经有来源叫“{name}”了，换一个名字。",
} as const
