import { type Schema, Struct } from "effect"

/** Held, and not shown to the person; why, in words for them. */
export interface Withheld {
  readonly withheld: string
}

export const withheld = (reason: string): Withheld => ({ withheld: reason })

/** What a person is shown of a record, field by field. A field that is added to the record does not compile until somebody decides. */
export type Disclosure<Fields> = { readonly [Field in keyof Fields]-?: "shown" | Withheld }

type ShownField<D> = { readonly [Field in keyof D]: D[Field] extends "shown" ? Field : never }[keyof D]

/** The fields of a record that are shown. */
export const shownOf = <const Fields extends Schema.Struct.Fields, const D extends Disclosure<Fields>>(
  fields: Fields,
  disclosure: D
): Pick<Fields, ShownField<D> & keyof Fields> =>
  Struct.pick(
    fields,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys forgets which it filtered
    Object.keys(disclosure).filter((field) => disclosure[field] === "shown") as Array<ShownField<D> & keyof Fields>
  )

/** One thing that is held and not shown: `what` is its place in the export. */
export interface NotShown {
  readonly what: string
  readonly reason: string
}

/** What a disclosure withholds of the record at `place`. */
export const withheldAt = (place: string, disclosure: Readonly<Record<string, "shown" | Withheld>>) =>
  Object.entries(disclosure).flatMap(([field, decision]): ReadonlyArray<NotShown> =>
    decision === "shown" ? [] : [{ what: `${place}.${field}`, reason: decision.withheld }]
  )
