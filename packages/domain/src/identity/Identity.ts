import { Schema } from "effect"

export const Provider = Schema.Literals(["google", "apple"])
export type Provider = typeof Provider.Type

/** The provider's id of a person (OpenID Connect `sub`): at most 255 ASCII characters. `#` separates our keys. */
export const Subject = Schema.String.check(Schema.isPattern(/^[\x21\x22\x24-\x7e]{1,255}$/)).pipe(
  Schema.brand("Subject")
)
export type Subject = typeof Subject.Type

/** One account at one provider. Unique over all users; a user may hold one per provider. */
export const Identity = Schema.Struct({ provider: Provider, subject: Subject })
export type Identity = typeof Identity.Type
