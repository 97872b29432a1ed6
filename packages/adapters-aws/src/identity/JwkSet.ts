import { Effect, Option, Schema } from "effect"
import { type CryptoKey, importJWK } from "jose"

/** A provider's public key and the one algorithm it may verify. */
export interface ProviderKey {
  readonly kid: string
  readonly alg: "RS256" | "ES256"
  readonly key: CryptoKey
}

/** RFC 7517; a key that shows its private half has been given away. */
const forSignatures = {
  kid: Schema.NonEmptyString,
  use: Schema.optionalKey(Schema.Literal("sig")),
  key_ops: Schema.optionalKey(Schema.Tuple([Schema.Literal("verify")])),
  d: Schema.optionalKey(Schema.Never)
}
/** 2048 bits are 342 characters; 65537 is the only exponent that providers use, and small ones are attacks. */
const RsaKey = Schema.Struct({
  ...forSignatures,
  kty: Schema.Literal("RSA"),
  alg: Schema.optionalKey(Schema.Literal("RS256")),
  n: Schema.String.check(Schema.isMinLength(342)),
  e: Schema.Literal("AQAB")
})
const EcKey = Schema.Struct({
  ...forSignatures,
  kty: Schema.Literal("EC"),
  alg: Schema.optionalKey(Schema.Literal("ES256")),
  crv: Schema.Literal("P-256"),
  x: Schema.String,
  y: Schema.String
})

/** Providers publish two to five; each costs an import. A longer list is none of theirs. */
export const maxKeys = 32

const decodeSet = Schema.decodeUnknownOption(
  Schema.Struct({ keys: Schema.Array(Schema.Unknown).check(Schema.isMaxLength(maxKeys)) })
)
const decodeKey = Schema.decodeUnknownOption(Schema.Union([RsaKey, EcKey]))

const publicPart = (jwk: typeof RsaKey.Type | typeof EcKey.Type) =>
  jwk.kty === "RSA" ? { kty: jwk.kty, n: jwk.n, e: jwk.e } : { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }

/** None where the key is not one that we use, or no key at all: a point off the curve, say. */
const usable = Effect.fnUntraced(function* (candidate: unknown) {
  const jwk = decodeKey(candidate)
  if (Option.isNone(jwk)) return Option.none<ProviderKey>()
  const alg = jwk.value.kty === "RSA" ? "RS256" : "ES256"
  const imported = yield* Effect.option(Effect.tryPromise(() => importJWK(publicPart(jwk.value), alg)))
  return Option.map(imported, (key): ProviderKey => ({ kid: jwk.value.kid, alg, key }))
})

/** The usable keys of a JWKS document by id, none of an overlong one. An id that stands for two keys stands for none. */
export const parse = Effect.fnUntraced(function* (body: unknown) {
  const { keys } = Option.getOrElse(decodeSet(body), () => ({ keys: [] }))
  const found = (yield* Effect.forEach(keys, usable)).flatMap(Option.toArray)
  const named = Map.groupBy(found, ({ kid }) => kid)
  return new Map(
    [...named].flatMap(([kid, [only, ...more]]) => (only === undefined || more.length > 0 ? [] : [[kid, only]]))
  )
})
