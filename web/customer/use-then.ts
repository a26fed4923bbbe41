import { useSearch } from "@tanstack/react-router"

/** As of when the page of a customer is read: nothing is now. Whoever writes hides itself then. */
export function useThen(): { readonly asOf?: string } {
  const { asOf } = useSearch({ from: "/customers/$customer" })
  return asOf === undefined ? {} : { asOf }
}
