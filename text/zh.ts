import { kernel } from "./zh/kernel.ts"
import { store } from "./zh/store.ts"
import { collect } from "./zh/collect.ts"
import { cleanse } from "./zh/cleanse.ts"
import { keep } from "./zh/keep.ts"
import { analyse } from "./zh/analyse.ts"
import { govern } from "./zh/govern.ts"
import { flow } from "./zh/flow.ts"
import { server } from "./zh/server.ts"
import { cli } from "./zh/cli.ts"
import { web } from "./zh/web.ts"
import { webHand } from "./zh/web-hand.ts"

/** Every text of the house, by code. Chinese is the source; English has the same keys. */
export const zh = {
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

export type TextKey = keyof typeof zh
