import { RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import type { TokenPair } from "@serenya/domain/sessions/RefreshTokens"
import { Option, Schema } from "effect"

const version = 1
const nonceBytes = 12
const additionalData = Uint8Array.of(version)
const info = new TextEncoder().encode("serenya/refresh-token/successor/v1")

const PairJson = Schema.fromJsonString(
  Schema.Struct({
    accessToken: Schema.RedactedFromValue(Schema.String),
    accessTokenExpiresAt: Schema.DateTimeUtcFromMillis,
    refreshToken: Schema.RedactedFromValue(RefreshToken)
  })
)
const encodePair = Schema.encodeSync(PairJson)
const decodePair = Schema.decodeSync(PairJson)

/** Salt-free: the token itself is 256 random bits, which is what RFC 5869 3.1 asks of unsalted input. */
const keyOf = async (parent: string, usage: "encrypt" | "decrypt") => {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(parent), "HKDF", false, ["deriveKey"])
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }
  return crypto.subtle.deriveKey(hkdf, secret, { name: "AES-GCM", length: 256 }, false, [usage])
}

/** Base64url of: one version byte, a random nonce of 96 bits, AES-256-GCM's ciphertext and tag. */
export const seal = async (parent: string, pair: TokenPair): Promise<string> => {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const plaintext = new TextEncoder().encode(encodePair(pair))
  const key = await keyOf(parent, "encrypt")
  const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plaintext)
  return Buffer.concat([additionalData, iv, new Uint8Array(ciphertext)]).toString("base64url")
}

/** None for another parent, another version and anything altered; a pair that opens and does not decode is a defect. */
export const open = async (parent: string, sealed: string): Promise<Option.Option<TokenPair>> => {
  const bytes = Uint8Array.from(Buffer.from(sealed, "base64url"))
  if (bytes[0] !== version) return Option.none()
  const iv = bytes.subarray(1, 1 + nonceBytes)
  const key = await keyOf(parent, "decrypt")
  const plaintext = await crypto.subtle
    .decrypt({ name: "AES-GCM", iv, additionalData }, key, bytes.subarray(1 + nonceBytes))
    .catch(() => undefined)
  return Option.map(Option.fromUndefinedOr(plaintext), (buffer) => decodePair(new TextDecoder().decode(buffer)))
}
