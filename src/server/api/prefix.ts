/** Where the operations of the contract live. */
export const apiPrefix = "/api/v1"
