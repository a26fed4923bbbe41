import { CheckOutlined, ScissorOutlined } from "@ant-design/icons"
import { Answered } from "../answered.tsx"
import { useStatus } from "../asking.ts"
import { Sheet } from "../parts.tsx"
import { useText, useTouch } from "../shown.tsx"
import {
  useJoins,
  type Customer,
  type JoinLink,
  type Joins,
  type Member,
} from "./asking-customer.ts"
import { shortKey } from "./evidence-table.tsx"
import { JoinPicture } from "./join-picture.tsx"
import { bitsOf, useLinkWords } from "./link-words.ts"

/** How its records became one customer, told as what it rests on. */
export function JoinsTab({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const query = useJoins(customer.id)
  return (
    <Answered query={query} rows={8}>
      {(joins) => (
        <>
          <Lead count={joins.members.length} />
          {joins.members.length < 2 ? null : <Picture joins={joins} />}
          <div className="columns join-columns">
            <Links title={text("web.joins.holding")} joins={joins} links={neededOf(joins)} />
            <Links
              title={text("web.joins.agreeing")}
              note={text("web.joins.agreeing-how")}
              joins={joins}
              links={agreeingOf(joins)}
            />
            <Links title={text("web.joins.elsewhere")} joins={joins} links={elsewhereOf(joins)} />
          </div>
        </>
      )}
    </Answered>
  )
}

/** How sure it is, said honestly: exact keys guess nothing and miss much. */
function Lead({ count }: { readonly count: number }) {
  const text = useText()
  const matching = useStatus().data?.matching
  return (
    <p className="lead">
      {count < 2 ? text("web.joins.one") : text("web.joins.lead", { count })}
      {matching === undefined ? null : (
        <small>{text(matching === "exact-keys" ? "web.joins.exact" : "web.joins.weighed")}</small>
      )}
    </p>
  )
}

const widest = 10

function Picture({ joins }: { readonly joins: Joins }) {
  const touch = useTouch()
  if (touch || joins.members.length > widest) return null
  return <JoinPicture joins={joins} />
}

interface LinksProps {
  readonly title: string
  readonly note?: string
  readonly joins: Joins
  readonly links: readonly JoinLink[]
}

function Links({ title, note, joins: { members }, links }: LinksProps) {
  if (links.length === 0) return null
  const known = new Map<string, Member>(members.map((member) => [member.record, member]))
  return (
    <Sheet title={title} extra={note === undefined ? null : <span className="quiet">{note}</span>}>
      <ul className="rows links">
        {links.map((link) => (
          <LinkRow key={`${link.a}${link.b}${link.run}`} link={link} known={known} />
        ))}
      </ul>
    </Sheet>
  )
}

interface LinkRowProps {
  readonly link: JoinLink
  readonly known: ReadonlyMap<string, Member>
}

function LinkRow({ link, known }: LinkRowProps) {
  const text = useText()
  return (
    <li>
      <span className="pair">
        {link.used ? (
          <CheckOutlined aria-hidden="true" />
        ) : link.kind === "cannot" ? (
          <ScissorOutlined aria-hidden="true" />
        ) : null}
        <RecordName member={known.get(link.a)} />
        <i>{text("web.joins.with")}</i>
        <RecordName member={known.get(link.b)} />
      </span>
      <span className="why">{useLinkWords(link)}</span>
      <b>{link.kind === "auto" ? text("web.joins.bits", { bits: bitsOf(link) }) : ""}</b>
    </li>
  )
}

function RecordName({ member }: { readonly member: Member | undefined }) {
  const text = useText()
  if (member === undefined) return <span className="quiet">{text("web.joins.other-record")}</span>
  const { source, sourceKey, batch, row } = member
  return (
    <span>
      {source.name}{" "}
      <small title={text("web.evidence.row", { batch, row })}>{shortKey(sourceKey)}</small>
    </span>
  )
}

function insideOf({ members }: Joins, { a, b }: JoinLink): boolean {
  return [a, b].every((end) => members.some(({ record }) => record === end))
}

function neededOf(joins: Joins): readonly JoinLink[] {
  return joins.links.filter((link) => link.used && insideOf(joins, link))
}

function agreeingOf(joins: Joins): readonly JoinLink[] {
  return joins.links.filter((link) => !link.used && link.kind !== "cannot" && insideOf(joins, link))
}

/** Links that reach out of this customer, and those that keep apart. */
function elsewhereOf(joins: Joins): readonly JoinLink[] {
  const touching = new Set<string>(joins.members.map(({ record }) => record))
  return joins.links.filter(
    (link) =>
      (link.kind === "cannot" || !insideOf(joins, link)) &&
      (touching.has(link.a) || touching.has(link.b)),
  )
}
