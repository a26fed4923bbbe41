export const keep = {
  "failure.keep/question":
    "{flaw, select, unknown_field {没有“{field}”这个能筛选的字段。换一个字段再查。} not_for_field {“{field}”不能这样比较。换一种条件再查。} sensitive {“{field}”是敏感信息，只能按完整的值查，不能比大小，也不能查一部分。} not_a_date {“{field}”要填日期，写成 1980、1980-05 或 1980-05-17。} not_money {“{field}”要填金额，写成“最小单位 币种”，比如 100000 CNY。} not_a_number {“{field}”要填数字，比如 12 或 3.5。} not_a_text {这段文字里有一个看不见的空字符，哪条资料里都不会有。删掉它再查。} unknown_choice {“{field}”没有这个选项。从列出的选项里挑。} empty_range {“{field}”的范围两头都空着。至少填一头。} unknown_analysis {没有“{analysis}”这项分析。看看分析列表里有哪些。} unknown_column {分析“{analysis}”里没有“{column}”。换一列再查。} too_deep {条件套得太深，最多 {most} 层。拆开来查。} too_large {条件太多，最多 {most} 个。分几次查。} other {这个条件查不了。改一改再查。}}",
  "failure.keep/cursor": "列表接不上了：翻页标记失效，或者换过排序。从头再翻一遍。",
  "failure.keep/unknown-customer": "没有找到这个客户。核对客户号或编号，或者回列表里搜一搜。",
  "failure.keep/unknown-field": "没有“{field}”这个字段。字段名见字段表。",
  "failure.store/unknown-question":
    "没有找到这条存下的查询，它可能是在另一套数据里存的。重新筛选一次。",
  "holding.keep.golden": "择优后的客户资料",
  "holding.keep.records": "各来源的原始记录",
  "holding.keep.history": "以前的客户资料",
  "failure.keep/unknown-view":
    "没有这个视图，可能已经删掉，也可能没有共享给你。从列表上方换一个视图。",
  "failure.keep/view-of-another": "这个视图是别人共享的，能用不能改。另存一份就能改了。",
  "failure.keep/unknown-column": "列表没有“{column}”这一列。有哪些列，见 /views/columns。",
  "failure.keep/many-views": "视图已有 {most} 个，存不下了。删掉几个不用的再存。",
  "column.number": "客户号",
  "column.kind": "个人或单位",
  "column.customer_id": "客户编号",
  "column.sources": "来源",
  "column.records": "记录 (份)",
  "column.last_event": "最近往来",
  "column.events": "往来 (次)",
  "column.spent": "累计消费",
  "column.updated": "更新",
  "column.customer": "客户",
} as const
