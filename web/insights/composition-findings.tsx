import { UserOutlined } from "@ant-design/icons"
import { useCallback, useState } from "react"
import { Question } from "#contract"
import { Answered, Face } from "../answered.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useFormats, useText } from "../shown.tsx"
import { knownIn, largestOf, type CompositionAnswer, type Group } from "./composition-picture.ts"
import { CompositionSheet } from "./composition-sheet.tsx"
import { RankingSheet } from "./ranking-sheet.tsx"
import { isOnGrid, useComposition, useGroupName, type CountBy } from "./use-composition.ts"

/** Who the customers are, by one thing: the sentence, the picture, its table. */
export function CompositionFindings({ by }: { readonly by: CountBy }) {
  const text = useText()
  const [asOf, setAsOf] = useState<string>()
  const query = useComposition(by, asOf)
  const { open } = useOpenQuestion(asOf === undefined ? {} : { asOf })
  const onOpen = useCallback((question: unknown) => open(Question.parse(question)), [open])
  const nameOf = useGroupName(by)
  return (
    <Answered
      query={query}
      rows={14}
      isEmpty={({ customers }) => customers === 0}
      empty={<Face icon={<UserOutlined />} title={text("web.composition.nobody")} />}
    >
      {(answer) => (
        <>
          <FindingLine answer={answer} nameOf={nameOf} />
          <div className={isOnGrid(answer) ? "columns rfm-columns" : "columns one-column"}>
            <CompositionSheet
              by={by}
              answer={answer}
              nameOf={nameOf}
              onOpen={onOpen}
              isAsking={query.isFetching}
              onAsOf={setAsOf}
            />
            {isOnGrid(answer) ? <RankingSheet by="city" asOf={asOf} onOpen={onOpen} /> : null}
          </div>
        </>
      )}
    </Answered>
  )
}

interface FindingLineProps {
  readonly answer: CompositionAnswer
  readonly nameOf: (group: Group) => string
}

function FindingLine({ answer, nameOf }: FindingLineProps) {
  const text = useText()
  const formats = useFormats()
  const { customers, unknown, asOf } = answer
  const largest = largestOf(answer)
  return (
    <p className="lead">
      {largest === undefined
        ? text("web.composition.none-known")
        : text("web.composition.finding", {
            name: nameOf(largest),
            count: largest.customers,
            share: formats.percent(largest.customers / Math.max(1, knownIn(answer))),
          })}
      {unknown.customers === 0 || largest === undefined
        ? null
        : text("web.composition.finding-unknown", { count: unknown.customers })}
      <small>{text("web.composition.basis", { count: customers, date: formats.date(asOf) })}</small>
    </p>
  )
}
