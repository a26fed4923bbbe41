import { Button } from "antd"
import { useText } from "../shown.tsx"

interface MoreRowsProps {
  readonly query: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => unknown
  }
}

/** Brings the next page of a list, while there is one. */
export function MoreRows({ query }: MoreRowsProps) {
  const text = useText()
  if (!query.hasNextPage) return null
  return (
    <p className="more-events">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {text("web.batch.more-rows")}
      </Button>
    </p>
  )
}
