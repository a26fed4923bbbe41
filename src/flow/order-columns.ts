import { orderRoles, type OrderRole } from "#cleanse"
import type { Batch } from "#collect"
import { Failure } from "#kernel"

/** Where in a row each role of an order stands, and how the column is called. */
export type OrderColumns = ReadonlyMap<OrderRole, { readonly at: number; readonly header: string }>

const roles = new Map<string, OrderRole>(orderRoles.map((role) => [role, role]))

/**
 * The columns of a batch of orders by their roles.
 * @throws Failure "flow/no-plan" | "flow/unknown-column" | "flow/order-columns"
 */
export function orderColumnsOf({ id, plan, headers }: Batch): OrderColumns {
  if (plan === null) throw new Failure("flow/no-plan", { batch: id })
  const columns = new Map<OrderRole, { readonly at: number; readonly header: string }>()
  const wanted = plan.columns.map(({ header, field }) => ({ header, role: roles.get(field ?? "") }))
  // The key of a file of orders is the customer's, whatever the columns say.
  if (plan.key !== null) wanted.push({ header: plan.key, role: "order.customer" })
  for (const { header, role } of wanted) {
    if (role === undefined) continue
    const at = headers.indexOf(header)
    if (at < 0) throw new Failure("flow/unknown-column", { batch: id, column: header })
    columns.set(role, { at, header })
  }
  requireColumns(columns)
  return columns
}

/** An order is somebody's, on a day, for some money. */
function requireColumns(columns: OrderColumns): void {
  const lacks = (role: OrderRole) => !columns.has(role)
  if (lacks("order.customer")) throw new Failure("flow/order-columns", { lacks: "customer" })
  if (lacks("order.date")) throw new Failure("flow/order-columns", { lacks: "date" })
  if (lacks("order.amount") && (lacks("order.price") || lacks("order.quantity")))
    throw new Failure("flow/order-columns", { lacks: "amount" })
}
