import { Context, Schema } from "effect"

/** SHA-256 in lower-case hex. */
export const Digest = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{64}$/, { expected: "64 hexadecimal digits" })
).pipe(Schema.brand("Digest"))
export type Digest = typeof Digest.Type

export type Sha256 = (text: string) => Digest

/** Port: SHA-256 (FIPS 180-4) of a text in UTF-8. Its laws are `testing/DigestsLaws.ts`. */
export class Digests extends Context.Service<Digests, { readonly sha256: Sha256 }>()("@serenya/domain/audit/Digests") {}
