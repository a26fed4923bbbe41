export const cleanse = {} as const
