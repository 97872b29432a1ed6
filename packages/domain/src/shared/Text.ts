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

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controlButBreaks = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/

/** Text from outside that may have several lines, 1 to `maxLength` UTF-16 units, not all of them blank. */
export const paragraphs = (maxLength: number) =>
  Schema.String.check(
    Schema.isPattern(/\S/, { expected: "some text" }),
    Schema.isMaxLength(maxLength),
    Schema.makeFilter((text: string) => text.isWellFormed() && !controlButBreaks.test(text), {
      expected: "well-formed text"
    })
  )

/** How many bytes a well-formed text is in UTF-8. */
export const utf8Length = (text: string): number => {
  let length = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}
