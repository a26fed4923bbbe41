import { CopyOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { isTextKey } from "#text"
import { nameText } from "../customers/name-text.ts"
import { PageTabs } from "../parts.tsx"
import { useFormats, useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import type { Customer } from "./asking-customer.ts"
import { customerTabs, type CustomerTab } from "./customer-address.ts"
import { Figures } from "./figures.tsx"
import { useThen } from "./use-then.ts"
import { ageOn } from "./age.ts"
import { rfmOf } from "./rfm-of.ts"

interface WhoProps {
  readonly customer: Customer
  readonly tab: CustomerTab
}

/** Who this is, in one band; every tab of the page has it. */
export function Who({ customer, tab }: WhoProps) {
  const text = useText()
  const { id, members } = customer
  const then = useThen()
  const counts = {
    overview: undefined,
    sources: members.length,
    joins: undefined,
    history: undefined,
  }
  // Why records were joined is known of now only.
  const tabs = customerTabs.filter((one) => {
    if (one === "joins") return members.length > 1 && then.asOf === undefined
    return one !== "history" || then.asOf === undefined
  })
  return (
    <section className="who-band" aria-label={text("web.customer.who")}>
      <div className="name-line">
        <strong>{nameText(text, customer)}</strong>
        <Kind customer={customer} />
        <Number number={customer.number} />
        <Stage customer={customer} />
        <Tags customer={customer} />
      </div>
      {tab === "overview" ? <Figures customer={customer} /> : null}
      <PageTabs
        label={text("web.customer.tabs")}
        active={tab}
        items={tabs.map((key) => {
          const n = counts[key]
          return {
            key,
            word: text(`web.customer.tab-${key}`),
            ...(n === undefined ? {} : { n }),
            link: {
              to: "/customers/$customer",
              params: { customer: id },
              search: key === "overview" ? then : { ...then, tab: key },
              activeOptions: { exact: true },
            },
          }
        })}
      />
    </section>
  )
}

/** A person's sex and age, where they are known; else whether it is a person or an organisation. */
function Kind({ customer: { kind, golden } }: { readonly customer: Customer }) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const sex = only(golden["sex"])
  const age = ageOn(only(golden["birth_date"]), new Date())
  const said = [
    sex === undefined
      ? undefined
      : valueText({ language, formats }, { id: "sex", kind: "choice" }, sex),
    age === undefined ? undefined : text("web.customer.age", { age }),
  ].filter((part) => part !== undefined)
  return (
    <span>
      {kind === "organisation" || said.length === 0
        ? text(`subject.${kind}`)
        : said.join(text("web.evidence.and"))}
    </span>
  )
}

function Number({ number }: { readonly number: string }) {
  const text = useText()
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(number)
    message.success(text("web.customer.copied", { number }))
  }
  return (
    <span className="quiet">
      {text("web.customer.number", { number })}
      {/* Browsers offer the clipboard to secure pages only. */}
      {window.isSecureContext ? (
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined />}
          aria-label={text("web.customer.copy")}
          onClick={() => void copy()}
        />
      ) : null}
    </span>
  )
}

const lively = new Set(["champions", "loyal", "potential", "new", "promising"])

/** Where the customer stands, from the last run of RFM; nothing where it was not computed. */
function Stage({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const segment = rfmOf(customer)?.segment
  if (segment === undefined) return null
  const key = `rfm.segment.${segment}`
  return (
    <span className={`stage ${lively.has(segment) ? "active" : "asleep"}`}>
      {isTextKey(key) ? text(key) : segment}
    </span>
  )
}

const shownTags = 5

function Tags({ customer: { golden } }: { readonly customer: Customer }) {
  const tags = golden["tags"]
  if (tags === undefined || typeof tags === "string") return null
  return (
    <span className="tags">
      {tags.slice(0, shownTags).map((tag) => (
        <i key={tag}>{tag}</i>
      ))}
    </span>
  )
}

function only(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0]
}
