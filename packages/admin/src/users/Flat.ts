/** What stands in an object that is told: words, numbers, lists of them, and objects of the same. */
export interface Told {
  readonly [field: string]: string | number | boolean | null | ReadonlyArray<string> | Told
}

const said = (value: string | number | boolean | ReadonlyArray<string> | null): string => {
  if (value === null) return "none"
  return typeof value === "object" ? value.join(", ") || "none" : String(value)
}

const isNested = (value: Told[string]): value is Told =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A nested object as names and values on lines of their own: `subscription.tier`. */
export const flat = (told: Told, path = ""): ReadonlyArray<readonly [name: string, value: string]> =>
  Object.entries(told).flatMap(([field, value]) =>
    isNested(value) ? flat(value, `${path}${field}.`) : [[`${path}${field}`, said(value)] as const]
  )
