import { Schema } from "effect"

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const control = /[\u0000-\u001f\u007f]/

/** One line of text from outside, 1 to `maxLength` UTF-16 units: well-formed (half a surrogate pair cannot be stored) and without control characters. */
export const line = (maxLength: number) =>
  Schema.String.check(
    Schema.isNonEmpty(),
    Schema.isMaxLength(maxLength),
    Schema.makeFilter((text: string) => text.isWellFormed() && !control.test(text), {
      expected: "one line of well-formed text"
    })
  )
