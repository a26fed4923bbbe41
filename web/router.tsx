import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { LostPage } from "./lost-page.tsx"
import { CrashPage } from "./crash-page.tsx"
import { readCompositionAddress } from "./insights/composition-address.ts"
import { readCollectAddress } from "./collect/collect-address.ts"
import { readListAddress } from "./customers/list-address.ts"
import { readCustomerAddress } from "./customer/customer-address.ts"

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: LostPage,
  errorComponent: CrashPage,
})

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
})

const collect = createRoute({
  getParentRoute: () => root,
  path: "/collect",
  validateSearch: readCollectAddress,
  component: lazyRouteComponent(() => import("./collect/collect-page.tsx"), "CollectPage"),
})

const batch = createRoute({
  getParentRoute: () => root,
  path: "/collect/$batch",
  component: lazyRouteComponent(() => import("./collect/batch-page.tsx"), "BatchPage"),
})

const customers = createRoute({
  getParentRoute: () => root,
  path: "/customers",
  validateSearch: readListAddress,
  component: lazyRouteComponent(() => import("./customers/customers-page.tsx"), "CustomersPage"),
})

const customer = createRoute({
  getParentRoute: () => root,
  path: "/customers/$customer",
  validateSearch: readCustomerAddress,
  component: lazyRouteComponent(() => import("./customer/customer-page.tsx"), "CustomerPage"),
})

const insights = createRoute({
  getParentRoute: () => root,
  path: "/insights",
  component: lazyRouteComponent(() => import("./insights/rfm-page.tsx"), "RfmPage"),
})

const composition = createRoute({
  getParentRoute: () => root,
  path: "/insights/composition",
  validateSearch: readCompositionAddress,
  component: lazyRouteComponent(() => import("./insights/composition-page.tsx"), "CompositionPage"),
})

export const router = createRouter({
  routeTree: root.addChildren([home, collect, batch, customers, customer, insights, composition]),
  defaultPreload: "intent",
  defaultPendingMs: 200,
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
  /** Kept by the browser beside the address, never in it: what was looked for. */
  interface HistoryState {
    words?: string
    /** Puts the cursor into the search box. */
    find?: boolean
  }
}
