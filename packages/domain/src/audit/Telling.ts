import type { DateTime, Option } from "effect"
import type { Value } from "./AuditEvent.ts"

/** Not even named; why. */
export type Silent = { readonly silent: string }

export const silent = (reason: string): Silent => ({ silent: reason })

/** Told as something that is less than itself. */
export type ToldAs<Held> = { readonly as: (held: Held) => Value }

export const toldAs = <Held>(as: (held: Held) => Value): ToldAs<Held> => ({ as })

type Held<A> = A extends Option.Option<infer B> ? B : Exclude<A, undefined>
type Plain = string | number | boolean | DateTime.Utc
type FieldOf<A> = A extends unknown ? keyof A : never
type ValueAt<A, Field> = A extends unknown ? (Field extends keyof A ? A[Field] : never) : never

/**
 * What the trail says of a field that changed: its name (`named`), also what it was and became (`told`), or nothing.
 * Only plain values can be told; a `Redacted` one does not compile.
 */
export type TellingOf<A> =
  | Silent
  | "named"
  | ToldAs<Held<A>>
  | ([Held<A>] extends [Plain] ? "told" : [Held<A>] extends [Plain | ReadonlyArray<unknown>] ? never : Telling<Held<A>>)

/** A record, field by field. A field that is added to it does not compile until somebody decides. */
export type Telling<A> = { readonly [Field in FieldOf<A>]-?: TellingOf<ValueAt<A, Field>> }

/** Any of them, for whoever walks one. */
export type AnyTelling = Silent | "named" | "told" | ToldAs<never> | AnyParts
export interface AnyParts {
  readonly [field: string]: AnyTelling
}

export const isSilent = (telling: Exclude<AnyTelling, string>): telling is Silent =>
  "silent" in telling && typeof telling.silent === "string"

export const isToldAs = (telling: Exclude<AnyTelling, string>): telling is ToldAs<never> =>
  "as" in telling && typeof telling.as === "function"
