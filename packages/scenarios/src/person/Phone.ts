import { Signature } from "@serenya/domain/biometrics/Biometric"
import { Effect, Result } from "effect"
import { Base64, Base64Url } from "effect/encoding"
import { newKey } from "./NewKey.ts"
import type { Person } from "./Person.ts"

/** WebCrypto signs as r and s side by side (IEEE P1363); phones sign in DER (X9.62). */
const derOf = (signature: Uint8Array): Uint8Array => {
  const integer = (bytes: Uint8Array) => {
    const start = bytes.findIndex((byte) => byte !== 0)
    const digits = bytes.slice(start)
    const padded = (digits[0] ?? 0) > 127 ? [0, ...digits] : [...digits]
    return [2, padded.length, ...padded]
  }
  const content = [...integer(signature.slice(0, 32)), ...integer(signature.slice(32))]
  return Uint8Array.from([48, content.length, ...content])
}

/** What a phone's secure element holds: a P-256 key, and what it signs once it recognised its owner. */
export const make = Effect.promise(async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign"
  ])
  return { privateKey, publicKey: Base64.encode(new Uint8Array(await crypto.subtle.exportKey("spki", publicKey))) }
})
export type Phone = Effect.Success<typeof make>

export const sign = ({ privateKey }: Phone, challenge: string) =>
  Effect.map(
    Effect.promise(() => {
      const bytes = new Uint8Array(Result.getOrThrow(Base64Url.decode(challenge)))
      return crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes)
    }),
    (signature) => Signature.make(Base64.encode(derOf(new Uint8Array(signature))))
  )

/** Has a challenge posed and answers it; what was sent, to be sent again. */
export const prove = Effect.fnUntraced(function* ({ api }: Person, phone: Phone) {
  const { challenge } = yield* api.biometric.challenge({ headers: yield* newKey })
  const payload = { challenge, signature: yield* sign(phone, challenge) }
  yield* api.biometric.verify({ headers: yield* newKey, payload })
  return payload
})
