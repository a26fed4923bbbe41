import { useSearch } from "@tanstack/react-router"

/** As of when the list is read, for the address of a customer opened from it. */
export function useListThen(): { readonly asOf?: string } {
  const { asOf } = useSearch({ from: "/customers" })
  return asOf === undefined ? {} : { asOf }
}
