import { Link } from "@tanstack/react-router"
import { useText } from "../shown.tsx"
import { ThenNote } from "../then-note.tsx"

/** Says that the list is not of now, and leads back to the same question now. */
export function ListAsItWas({ asOf }: { readonly asOf: string }) {
  const text = useText()
  return (
    <ThenNote asOf={asOf}>
      <Link
        to="/customers"
        search={({ q, sort }) => ({
          ...(q === undefined ? {} : { q }),
          ...(sort === undefined ? {} : { sort }),
        })}
        state={(old) => old}
      >
        {text("web.history.to-now")}
      </Link>
    </ThenNote>
  )
}
