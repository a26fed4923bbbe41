export const govern = {
  "failure.gate/refused": "没有“{permission}”权限，可请管理员开通。",
  "failure.govern/cannot-open":
    "加密内容打不开：密钥不对，或内容已损坏。可运行 zhike doctor 查看原因。",
} as const
