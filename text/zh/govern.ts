export const govern = {
  "failure.gate/refused": "没有“{permission}”权限，可找管理员开通。",

  "failure.govern/cannot-open":
    "加密内容打不开：密钥不对，或内容已损坏。可运行 zhike doctor 查看原因。",
  "failure.govern/file-refused":
    "数据目录里的 {file} 读写失败（{reason}）。检查目录权限和磁盘空间后再试。",
  "failure.govern/keys-damaged":
    "数据目录里的 keys.json 内容不完整。用导出的密钥副本恢复，不要删除或重新生成：旧密钥丢了，加密内容就再也打不开。",
  "failure.govern/keys-missing":
    "这个数据库有加密内容，但数据目录里没有 {file}。把原来的 {file} 放回去，或用导出的密钥副本恢复。",
  "failure.govern/keys-differ":
    "数据目录里的 {file} 不是这个数据库的密钥。换回原来的 {file}，或检查数据目录是否指错。",
  "failure.govern/keys-exist": "数据目录里已有 {file}，没有覆盖。确定要换，先把它移到别处。",
  "failure.govern/passphrase-short": "口令至少要 {least} 个字符，可以用几个不相干的词连起来。",
  "failure.govern/not-a-key-copy":
    "这不是密钥副本，或文件不完整。密钥副本由 zhike keys --to 生成。",
  "failure.govern/wrong-passphrase":
    "口令不对，或密钥副本被改动过。核对口令；仍然不行就换一份副本。",
  "failure.govern/token-damaged":
    "数据目录里的 {file} 内容不对。删掉它再启动，会生成新的；已登录的页面要重新打开链接。",
  "failure.govern/link-over": "链接已用过或已过期。运行 zhike start 会给出新链接。",

  "failure.outbound/refused":
    "没有访问 {host}：{reason, select, address {地址写法不对} scheme {只支持 http 和 https} credentials {地址里不能带用户名和密码} private {它指向内网或本机} redirect {对方要求跳转，填跳转后的地址} other {不允许}}。",
  "failure.outbound/failed":
    "访问 {host} 失败：{reason, select, unknown {找不到这个域名} status {对方返回 {status}} large {返回内容超过 1 MB} slow {超过 5 秒没有答复} other {连不上对方}}。核对地址，稍后再试。",
} as const
