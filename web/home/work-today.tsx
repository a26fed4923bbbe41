import { CheckCircleOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Answered } from "../answered.tsx"
import { api } from "../client.ts"
import { nameText } from "../customers/name-text.ts"
import { Sheet } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"

const shownAtMost = 8

/** What waits for somebody: opened, it is decided on the page of its customer. */
export function WorkToday() {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const query = useQuery({
    queryKey: ["tasks"],
    queryFn: ({ signal }) => api.task.list({ limit: shownAtMost }, { signal }),
  })
  return (
    <Sheet title={text("web.hand.work")}>
      <Answered
        query={query}
        rows={3}
        isEmpty={(tasks) => tasks.length === 0}
        empty={
          <p className="quiet">
            <CheckCircleOutlined aria-hidden="true" /> {text("web.hand.no-work")}
          </p>
        }
      >
        {(tasks) => (
          <ul className="rows work">
            {tasks.map(({ id, customer, field, made }) => (
              <li key={id}>
                <Link to="/customers/$customer" params={{ customer: customer.id }}>
                  {nameText(text, customer)}
                </Link>
                <span className="why">
                  {text("web.hand.work-contradiction", { field: fieldName(language, field) })}
                </span>
                <time title={formats.exactly(made)}>{formats.past(made)}</time>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}
