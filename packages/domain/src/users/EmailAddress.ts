import { Schema, SchemaGetter } from "effect"

const Address = Schema.String.check(
  Schema.isPattern(/^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/, { expected: "an e-mail address" }),
  Schema.isMaxLength(254)
).pipe(Schema.brand("EmailAddress"))

/** An address as an identity provider states it, lower-cased and trimmed on decode. Providers verify it; we only bound it (RFC 5321: 254). */
export const EmailAddress = Schema.String.pipe(
  Schema.decodeTo(Address, {
    decode: SchemaGetter.transform((text: string) => text.trim().toLowerCase()),
    encode: SchemaGetter.passthrough()
  })
)
export type EmailAddress = typeof EmailAddress.Type

/** A keyed HMAC-SHA-256 of the address, in hex: equal addresses have equal keys, and the key tells nobody the address. */
export const EmailKey = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("EmailKey"))
export type EmailKey = typeof EmailKey.Type
