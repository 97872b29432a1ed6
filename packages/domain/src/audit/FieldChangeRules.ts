import { DateTime, Equal, Option, Predicate, Record } from "effect"
import type { FieldChange, Value } from "./AuditEvent.ts"
import { type AnyParts, type AnyTelling, isSilent, isToldAs } from "./Telling.ts"

const snakeCase = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The case of a union is told under the name of the union. */
const pathTo = (path: string, field: string): string => {
  if (field === "_tag") return path
  return path === "" ? snakeCase(field) : `${path}.${snakeCase(field)}`
}

const held = (value: unknown): unknown => (Option.isOption(value) ? Option.getOrUndefined(value) : value)

const at = (value: unknown, field: string): unknown => (Predicate.hasProperty(value, field) ? value[field] : undefined)

const plain = (value: unknown): Value | undefined => {
  if (DateTime.isDateTime(value)) return DateTime.formatIso(value)
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined
}

const changeOf = (name: string, before: Value | undefined, after: Value | undefined): FieldChange => ({
  name,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after })
})

/** Structural, and costly: only where neither is absent. */
const differ = (was: unknown, is: unknown): boolean => was === undefined || is === undefined || !Equal.equals(was, is)

const told = (name: string, before: Value | undefined, after: Value | undefined): ReadonlyArray<FieldChange> =>
  before === after ? [] : [changeOf(name, before, after)]

/** What `telling` says of the way from `before` to `after`; an absent field is undefined or none. */
const fieldChanges = (
  path: string,
  telling: AnyTelling,
  before: unknown,
  after: unknown
): ReadonlyArray<FieldChange> => {
  const [was, is] = [held(before), held(after)]
  if (was === is) return []
  if (telling === "named") return differ(was, is) ? [{ name: path }] : []
  if (telling === "told") return told(path, plain(was), plain(is))
  if (isSilent(telling)) return []
  if (isToldAs(telling)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the telling was made for what stands in this field
    const view = (value: unknown) => (value === undefined ? undefined : telling.as(value as never))
    return differ(was, is) ? [changeOf(path, view(was), view(is))] : []
  }
  return recordChanges(path, telling, was, is).flatMap(([, changes]) => changes)
}

/** Every field of a record that is told of, with what it says of the way from `before` to `after`. */
export const recordChanges = <Parts extends AnyParts>(
  path: string,
  telling: Parts,
  before: unknown,
  after: unknown
): ReadonlyArray<readonly [field: keyof Parts & string, changes: ReadonlyArray<FieldChange>]> =>
  Record.toEntries(telling).map(([field, inner]) => [
    field,
    fieldChanges(pathTo(path, field), inner, at(before, field), at(after, field))
  ])
