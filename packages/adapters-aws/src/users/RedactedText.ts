import { Redacted, Schema, SchemaGetter } from "effect"

const isRedactedText = (value: unknown): value is Redacted.Redacted =>
  Redacted.isRedacted(value) && typeof Redacted.value(value) === "string"

/**
 * Text that is redacted while it is read. `Schema.RedactedFromValue` redacts each value, looks inside, and redacts it
 * again; a row holds sixteen.
 */
export const RedactedText = Schema.String.pipe(
  Schema.decodeTo(Schema.declare(isRedactedText), {
    decode: SchemaGetter.transform((text: string) => Redacted.make(text)),
    encode: SchemaGetter.transform((text: Redacted.Redacted) => Redacted.value(text))
  })
)
