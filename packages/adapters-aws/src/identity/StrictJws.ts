import { Effect, Option, Predicate, Result } from "effect"
import { compactVerify, type CryptoKey } from "jose"

/** What of a JWS header decides how it is checked. Keys that a header brings or points to (jwk, jku, x5c, x5u) are never looked at. */
export interface JwsHeader {
  readonly alg: string
  readonly kid: string
  readonly typ: Option.Option<string>
}

export interface JwsLimits {
  readonly algorithms: ReadonlyArray<string>
  readonly maxCharacters: number
}

/** Base64url as RFC 7515 writes it: no padding, no other character, unused bits zero, so that one value has one spelling. */
const canonical = /^(?:[\w-]{4})*(?:[\w-]{2}[AEIMQUYcgkosw048]|[\w-][AQgw])?$/
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
const stringTokens = /"(?:[^"\\]|\\.)*"(\s*:)?/g

const membersWritten = (json: string): number => [...json.matchAll(stringTokens)].filter(([, colon]) => colon).length

const membersRead = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + membersRead(item), 0)
  if (!Predicate.isObject(value)) return 0
  return Object.values(value).reduce((sum: number, item) => sum + 1 + membersRead(item), 0)
}

/** A JSON object as it was parsed. */
export type JsonObject = { readonly [name: PropertyKey]: unknown }

/** A JSON object in which no name stands twice: parsers differ on which of the two counts. */
const jsonObject = (bytes: Uint8Array): Option.Option<JsonObject> =>
  Option.liftThrowable((): unknown => {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    return membersWritten(text) === membersRead(value) ? value : undefined
  })().pipe(Option.filter(Predicate.isObject))

type Fault = "malformed" | "unsupported_algorithm"

/** Whether a compact JWS is spelled as it must be, and its header if so; libraries accept lax base64url and forget duplicate names. */
export const spelled = (token: string, limits: JwsLimits): Result.Result<JsonObject & { alg: string }, Fault> => {
  if (token.length > limits.maxCharacters) return Result.fail("malformed")
  const parts = token.split(".")
  const [head = ""] = parts
  if (parts.length !== 3 || !parts.every((part) => canonical.test(part))) return Result.fail("malformed")
  const header = Option.getOrUndefined(jsonObject(Buffer.from(head, "base64url")))
  if (header === undefined || Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64"))
    return Result.fail("malformed")
  const { alg } = header
  if (typeof alg !== "string") return Result.fail("malformed")
  return limits.algorithms.includes(alg) ? Result.succeed({ ...header, alg }) : Result.fail("unsupported_algorithm")
}

/** Reads a compact JWS before any cryptography. */
export const inspect = (token: string, limits: JwsLimits): Result.Result<JwsHeader, Fault> =>
  Result.flatMap(spelled(token, limits), ({ alg, kid, typ }) => {
    if (typeof kid !== "string" || kid === "") return Result.fail("malformed" as const)
    return Result.succeed({ alg, kid, typ: typeof typ === "string" ? Option.some(typ) : Option.none() })
  })

/** The payload of an inspected token, once `key` says that it signed it. */
export const verified = (
  token: string,
  { alg }: JwsHeader,
  key: CryptoKey
): Effect.Effect<Uint8Array, "bad_signature"> =>
  Effect.tryPromise({
    try: () => compactVerify(token, key, { algorithms: [alg] }),
    catch: () => "bad_signature" as const
  }).pipe(Effect.map(({ payload }) => payload))

/** The claims of a verified payload; a JWT's payload is a JSON object. */
export const claims = (payload: Uint8Array): Result.Result<JsonObject, "malformed"> =>
  Result.fromOption(jsonObject(payload), () => "malformed" as const)
