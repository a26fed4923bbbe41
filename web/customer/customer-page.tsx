import { InfoCircleOutlined, UserOutlined } from "@ant-design/icons"
import { ORPCError } from "@orpc/client"
import { Link, useParams, useSearch } from "@tanstack/react-router"
import { Answered, Face } from "../answered.tsx"
import { nameText } from "../customers/name-text.ts"
import { Frame } from "../frame.tsx"
import { useText } from "../shown.tsx"
import { useCustomer, type Customer } from "./asking-customer.ts"
import { AsItWas } from "./as-it-was.tsx"
import type { CustomerTab } from "./customer-address.ts"
import { HistoryTab } from "./history-tab.tsx"
import { JoinsTab } from "./joins-tab.tsx"
import { Overview } from "./overview.tsx"
import { SourcesTab } from "./sources-tab.tsx"
import { UndoProvider } from "./undo-toast.tsx"
import { Who } from "./who.tsx"

/** Who somebody is, and how we know. What is done here can be undone for a while, wherever it led. */
export function CustomerPage() {
  return (
    <UndoProvider>
      <Page />
    </UndoProvider>
  )
}

function Page() {
  const text = useText()
  const asked = useParams({ from: "/customers/$customer" }).customer
  const { tab = "overview", asOf } = useSearch({ from: "/customers/$customer" })
  const query = useCustomer(asked)
  const found = query.data
  const name = found === undefined ? "" : nameText(text, found)
  return (
    <Frame
      room="customers"
      title={text("web.customer.title")}
      heading={
        <>
          <Link to="/customers">{text("web.room.customers")}</Link>
          {name === "" ? null : ` / ${name}`}
        </>
      }
      tabs={found === undefined ? undefined : <Who customer={found} tab={tab} />}
    >
      <div className="page customer">
        {asOf === undefined ? null : <AsItWas customer={asked} asOf={asOf} />}
        <Answered
          query={query}
          rows={12}
          failed={(thrown) => (isUnknown(thrown) ? <UnknownCustomer /> : undefined)}
        >
          {(customer) => (
            <>
              {customer.movedTo === null ? null : <Moved number={customer.number} />}
              <Tab customer={customer} tab={tab} />
            </>
          )}
        </Answered>
      </div>
    </Frame>
  )
}

interface TabProps {
  readonly customer: Customer
  readonly tab: CustomerTab
}

function Tab({ customer, tab }: TabProps) {
  if (tab === "sources") return <SourcesTab customer={customer} />
  if (tab === "history") return <HistoryTab customer={customer} />
  if (tab === "joins") return <JoinsTab customer={customer} />
  return <Overview customer={customer} />
}

/** Every id ever given leads somewhere; this one leads to another than it used to. */
function Moved({ number }: { readonly number: string }) {
  const text = useText()
  return (
    <p className="advice" role="status">
      <InfoCircleOutlined /> {text("web.customer.moved", { number })}
    </p>
  )
}

function UnknownCustomer() {
  const text = useText()
  return (
    <Face
      icon={<UserOutlined />}
      title={text("web.customer.unknown")}
      actions={
        <Link to="/customers" className="button-link primary">
          {text("web.customer.to-list")}
        </Link>
      }
    >
      {text("web.customer.unknown-how")}
    </Face>
  )
}

function isUnknown(thrown: unknown): boolean {
  return thrown instanceof ORPCError && String(thrown.code) === "keep/unknown-customer"
}
