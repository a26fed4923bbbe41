import { kernel } from "./en/kernel.ts"
import { store } from "./en/store.ts"
import { collect } from "./en/collect.ts"
import { cleanse } from "./en/cleanse.ts"
import { keep } from "./en/keep.ts"
import { analyse } from "./en/analyse.ts"
import { govern } from "./en/govern.ts"
import { flow } from "./en/flow.ts"
import { server } from "./en/server.ts"
import { cli } from "./en/cli.ts"
import { web } from "./en/web.ts"
import { webHand } from "./en/web-hand.ts"
import type { TextKey } from "./zh.ts"

export const en: Readonly<Record<TextKey, string>> = {
  ...kernel,
  ...store,
  ...collect,
  ...cleanse,
  ...keep,
  ...analyse,
  ...govern,
  ...flow,
  ...server,
  ...cli,
  ...web,
  ...webHand,
}
